//! Functions in a VPC, and what they reach from there.

use std::collections::BTreeMap;

use watershed_grammar::function::Place;
use watershed_grammar::resource::Shape;
use watershed_grammar::{Diagnostic, Diagnostics, Span, accept, codes, suggest};

use crate::model::{Function, Model, Reach, Trigger};
use crate::settings::common::Vpc;
use crate::settings::endpoints;

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

/// The same for an action that somebody allows; nothing where its service has none that is known, or where other services
/// take the action in the role's name.
fn of_action(action: &str) -> Option<&str> {
    let (service, operation) = action.split_once(':')?;
    match service {
        "iam" | "kms" => None,
        "bedrock" if operation.starts_with("Invoke") => Some("bedrock-runtime"),
        "cloudwatch" => Some("monitoring"),
        "kinesis" => Some("kinesis-streams"),
        "ses" => Some("email"),
        service => endpoints::is_known(service).then_some(service),
    }
}
