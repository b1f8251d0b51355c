//! What every root module has: versions, provider, backend, variables, outputs, moves.

use super::Cloud;
use super::names::{local, part};
use super::target::Target;
use crate::model::{Identity, Trigger};
use crate::settings::Content;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{Api, FunctionUrl, LambdaFunction, Resource as _, SqsQueue};

/// Writes `main.tf`, `variables.tf`, `outputs.tf` and `moved.tf`.
pub fn lower(cloud: &mut Cloud<'_>) {
    let (main, variables, outputs, moved) = (main(cloud), variables(), outputs(cloud), moved(cloud));
    cloud.file("main.tf".to_owned(), main);
    cloud.file("variables.tf".to_owned(), variables);
    if !outputs.items.is_empty() {
        cloud.file("outputs.tf".to_owned(), outputs);
    }
    if !moved.items.is_empty() {
        cloud.file("moved.tf".to_owned(), moved);
    }
}

fn main(cloud: &Cloud<'_>) -> Body {
    let model = cloud.model;
    let aws = Expression::object([("source", "hashicorp/aws"), ("version", ">= 5.100, < 7.0")]);
    let mut terraform = Body::new().attribute("required_version", ">= 1.9").blank().block(
        "required_providers",
        &[],
        Body::new().attribute("aws", aws),
    );
    if let Some(backend) = &model.settings.backend {
        let arguments = backend.arguments.iter().fold(Body::new(), |body, (name, value)| match value {
            Content::Text(text) => body.attribute(name.clone(), text.replace("{environment}", &model.environment)),
            Content::Flag(flag) => body.attribute(name.clone(), *flag),
            Content::Number(number) => body.attribute(name.clone(), *number),
            Content::Empty | Content::List(_) | Content::Map(_) => body,
        });
        terraform = terraform.blank().block("backend", &[&backend.kind.value], arguments);
    }
    let mut tags: std::collections::BTreeMap<String, String> =
        model.settings.tags.iter().map(|(key, value)| (key.clone(), value.value.clone())).collect();
    for (key, value) in
        [("application", model.app.as_str()), ("environment", &model.environment), ("managed-by", "terraform")]
    {
        tags.entry(key.to_owned()).or_insert_with(|| value.to_owned());
    }
    let default_tags = Body::new().attribute("tags", Expression::object(tags));
    let region = model.settings.region.as_ref().map_or(String::new(), |region| region.value.clone());
    let provider = Body::new().attribute("region", region).blank().block("default_tags", &[], default_tags);
    Body::new().block("terraform", &[], terraform).blank().block("provider", &["aws"], provider)
}

fn variables() -> Body {
    let variable = |text: &str, kind: &'static str| {
        Body::new().attribute("description", text).attribute("type", Expression::reference(kind))
    };
    let package = variable("Path of the zip file with the binary `bootstrap`.", "string");
    let boundary = variable("ARN of the policy that bounds every role; none where it is null.", "string");
    let topics = variable("ARNs of the topics that alarms go to.", "list(string)");
    Body::new()
        .block("variable", &["package"], package)
        .blank()
        .block("variable", &["permissions_boundary"], boundary.attribute("default", Expression::Null))
        .blank()
        .block("variable", &["alarm_topics"], topics.attribute("default", Expression::List(Vec::new())))
}

fn outputs(cloud: &Cloud<'_>) -> Body {
    let mut body = Body::new();
    let mut output = |name: &str, text: &str, value: Expression| {
        let inner = Body::new().attribute("description", text).attribute("value", value);
        body = std::mem::take(&mut body).blank().block("output", &[name], inner);
    };
    if cloud.model.functions.iter().any(|it| matches!(it.trigger, Trigger::Http { .. })) {
        output("api_url", "Where the HTTP API answers.", Api::at("api", "api_endpoint"));
    }
    for function in cloud.model.functions.iter().filter(|it| matches!(it.trigger, Trigger::Url { .. })) {
        let local = local(&function.identity.id);
        output(&format!("{local}_url"), "Where the function answers.", FunctionUrl::at(&local, "function_url"));
    }
    for resource in cloud.model.resources.iter().filter(|it| it.kind() == "queue") {
        output(
            &format!("queue_{}_url", local(&resource.identity.id)),
            "Where the queue is.",
            Target::of(resource).attribute("url"),
        );
    }
    body
}

/// Tells Terraform what has another name now.
fn moved(cloud: &Cloud<'_>) -> Body {
    let mut body = Body::new();
    let mut one = |kind: &str, from: String, to: String| {
        let inner = Body::new()
            .attribute("from", Expression::reference(format!("{kind}.{from}")))
            .attribute("to", Expression::reference(format!("{kind}.{to}")));
        body = std::mem::take(&mut body).blank().block("moved", &[], inner);
    };
    let renamed =
        |identity: &Identity| identity.renamed_from.as_ref().map(|it| (local(&it.value), local(&identity.id)));
    for function in &cloud.model.functions {
        if let Some((from, to)) = renamed(&function.identity) {
            for kind in [LambdaFunction::TYPE, "aws_iam_role", "aws_iam_role_policy", "aws_cloudwatch_log_group"] {
                one(kind, from.clone(), to.clone());
            }
        }
    }
    for resource in cloud.model.resources.iter().filter(|it| it.external.is_none()) {
        if let (Some((from, to)), Some(before)) = (renamed(&resource.identity), &resource.identity.renamed_from) {
            one(Target::of(resource).kind(), from, to);
            if resource.kind() == "queue" {
                one(SqsQueue::TYPE, part(&before.value, "dead"), part(&resource.identity.id, "dead"));
            }
        }
    }
    body
}
