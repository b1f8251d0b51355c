//! Functions in a VPC, and what they reach from there.

use std::collections::BTreeMap;

use watershed_grammar::function::Place;
use watershed_grammar::resource::Shape;
use watershed_grammar::{Diagnostic, Diagnostics, Span, accept, codes, suggest};

use crate::model::{Function, Model, Reach, Trigger};
use crate::settings::common::Vpc;

/// Every function that runs inside a VPC.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for function in model.whole_functions().filter(|it| it.place.value == Place::Serverless) {
        diagnostics.extend_some(stream(function));
    }
    let Some(vpc) = model.settings.vpc.as_ref().filter(|vpc| !vpc.nat) else { return };
    for function in model.whole_functions().filter(|it| it.place.value == Place::Serverless) {
        let Some(at) = function.vpc else { continue };
        diagnostics.extend_some(cut_off(model, vpc, function, at));
    }
}

/// AWS's guide excludes answers that are streamed by the URL of a function in a VPC.
fn stream(function: &Function) -> Option<Diagnostic> {
    let Trigger::Url { streaming: true, .. } = &function.trigger else { return None };
    let message = "AWS offers no streaming by a URL for functions in a VPC";
    let wrong = Diagnostic::warning(codes::STREAM_IN_VPC, function.trigger_at, message).also(function.vpc?, "the VPC");
    Some(wrong.help("remove `streaming` or `vpc`"))
}

/// A function has no public address in a VPC, so that it reaches AWS through a NAT gateway or an endpoint alone.
fn cut_off(model: &Model, vpc: &Vpc, function: &Function, at: Span) -> Option<Diagnostic> {
    let mut needed: BTreeMap<&str, Span> = BTreeMap::new();
    for grant in &function.grants {
        needed.entry(endpoint(model, grant.to)).or_insert(grant.at);
    }
    for action in function.allow.iter().flat_map(|it| &it.actions) {
        if let Some(name) = of_action(&action.value) {
            needed.entry(name).or_insert(action.span);
        }
    }
    needed.retain(|name, _| !vpc.endpoints.iter().any(|it| it.value == *name));
    let first = *needed.values().next()?;
    let names: Vec<&str> = needed.keys().copied().collect();
    let message = format!("nothing says how this function reaches {} from inside the VPC", suggest::list(&names));
    let wrong = Diagnostic::warning(codes::NO_WAY_OUT, at, message).also(first, "what it reaches");
    let endpoints: Vec<&str> = vpc.endpoints.iter().map(|it| it.value.as_str()).chain(names).collect();
    let help = format!("write `endpoints: [{}]` in `vpc:` of `watershed.yaml` where it has them", endpoints.join(", "));
    let wrong = wrong.help(help).help("or `nat: true` where its subnets have a NAT gateway");
    Some(wrong.help(format!("or `{}` at the function", accept::shape(codes::NO_WAY_OUT))))
}

/// The last part of the name of the endpoint through which something is reached.
fn endpoint(model: &Model, to: Reach) -> &'static str {
    match to {
        Reach::Function(_) => "lambda",
        Reach::Resource(id) => match model.resource(id).shape {
            Shape::Queue(_) => "sqs",
            Shape::Topic(_) => "sns",
            Shape::Table(_) => "dynamodb",
            Shape::Bucket(_) => "s3",
            Shape::Secret(_) => "secretsmanager",
            Shape::Stream(_) => "kinesis-streams",
            Shape::Bus(_) => "events",
        },
    }
}

/// Services whose actions are calls of a client at the endpoint of this name ("AWS services that integrate with AWS
/// PrivateLink", 2026-11). Others are absent: what signs in to a server inside the VPC (`elasticache:Connect`), what
/// Lambda does in the role's name (`logs`, `xray`, `ec2`), and what other services ask (`kms`).
const CALLED: &[(&str, &str)] = &[
    ("appconfig", "appconfigdata"),
    ("athena", "athena"),
    ("bedrock", "bedrock-runtime"),
    ("cloudwatch", "monitoring"),
    ("codebuild", "codebuild"),
    ("comprehend", "comprehend"),
    ("dynamodb", "dynamodb"),
    ("ecr", "ecr.api"),
    ("ecs", "ecs"),
    ("events", "events"),
    ("firehose", "kinesis-firehose"),
    ("glue", "glue"),
    ("kinesis", "kinesis-streams"),
    ("lambda", "lambda"),
    ("polly", "polly"),
    ("rds-data", "rds-data"),
    ("rekognition", "rekognition"),
    ("s3", "s3"),
    ("sagemaker", "sagemaker.runtime"),
    ("secretsmanager", "secretsmanager"),
    ("ses", "email"),
    ("sns", "sns"),
    ("sqs", "sqs"),
    ("ssm", "ssm"),
    ("states", "states"),
    ("sts", "sts"),
    ("textract", "textract"),
    ("transcribe", "transcribe"),
    ("translate", "translate"),
];

/// The same for an action that somebody allows; nothing where no client calls an endpoint that is known for it.
fn of_action(action: &str) -> Option<&'static str> {
    let (service, operation) = action.split_once(':')?;
    let (service, operation) = (service.to_ascii_lowercase(), operation.to_ascii_lowercase());
    let is_one_of = |all: &[&str]| all.contains(&operation.as_str());
    match service.as_str() {
        "appconfig" if !is_one_of(&["getlatestconfiguration", "startconfigurationsession"]) => None,
        "bedrock" if is_one_of(&["invokeagent", "invokeflow", "retrieve", "retrieveandgenerate"]) => {
            Some("bedrock-agent-runtime")
        }
        "bedrock" if !operation.starts_with("invokemodel") && !is_one_of(&["invoke*", "applyguardrail"]) => None,
        "sagemaker" if !operation.starts_with("invokeendpoint") => None,
        "states" if operation == "startsyncexecution" => Some("sync-states"),
        "transcribe" if operation.starts_with("startstream") => Some("transcribestreaming"),
        service => CALLED.iter().find(|(name, _)| *name == service).map(|(_, endpoint)| *endpoint),
    }
}

#[cfg(test)]
mod tests {
    use super::{CALLED, of_action};
    use crate::settings::endpoints;

    #[test]
    fn every_endpoint_is_one_of_aws() {
        assert!(CALLED.is_sorted());
        let elsewhere =
            ["bedrock:InvokeAgent", "states:StartSyncExecution", "transcribe:StartStreamTranscription"].map(of_action);
        let elsewhere = elsewhere.map(|it| it.expect("it goes elsewhere"));
        for endpoint in CALLED.iter().map(|(_, endpoint)| *endpoint).chain(elsewhere) {
            assert!(endpoints::is_known(endpoint), "{endpoint}");
        }
    }

    #[test]
    fn an_action_needs_the_endpoint_that_a_client_calls() {
        for (action, endpoint) in [
            ("ses:SendEmail", Some("email")),
            ("bedrock:InvokeModel", Some("bedrock-runtime")),
            ("bedrock:InvokeAgent", Some("bedrock-agent-runtime")),
            ("bedrock:ListFoundationModels", None),
            ("states:StartExecution", Some("states")),
            ("states:StartSyncExecution", Some("sync-states")),
            ("ecr:GetAuthorizationToken", Some("ecr.api")),
            ("sagemaker:InvokeEndpoint", Some("sagemaker.runtime")),
            ("sagemaker:CreateModel", None),
            ("elasticache:Connect", None),
            ("memorydb:Connect", None),
            ("dsql:DbConnect", None),
            ("elasticfilesystem:ClientMount", None),
            ("ec2:CreateNetworkInterface", None),
            ("xray:PutTraceSegments", None),
            ("logs:PutLogEvents", None),
            ("kms:Decrypt", None),
            ("iam:PassRole", None),
        ] {
            assert_eq!(of_action(action), endpoint, "{action}");
        }
    }
}
