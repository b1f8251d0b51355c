//! What every root module has: versions, provider, backend, variables, outputs, moves.

use super::Cloud;
use super::names::local;
use super::target::Target;
use crate::model::Trigger;
use crate::settings::Content;
use crate::terraform::hcl::{Block, Body, Expression, Item};
use crate::terraform::resource::{Api, FunctionUrl, Resource as _};

/// Writes `main.tf`, `variables.tf` and `outputs.tf`.
pub fn lower(cloud: &mut Cloud<'_>) {
    let (main, variables, outputs) = (main(cloud), variables(), outputs(cloud));
    cloud.file("main.tf".to_owned(), main);
    cloud.file("variables.tf".to_owned(), variables);
    if !outputs.items.is_empty() {
        cloud.file("outputs.tf".to_owned(), outputs);
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
        let arguments = backend
            .arguments
            .iter()
            .fold(Body::new(), |body, (name, value)| body.attribute(name.clone(), argument(value, &model.environment)));
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

/// An argument of the backend, with the environment's name filled in.
fn argument(content: &Content, environment: &str) -> Expression {
    match content {
        Content::Text(text) => text.replace("{environment}", environment).into(),
        Content::Flag(flag) => (*flag).into(),
        Content::Number(number) => (*number).into(),
        Content::List(items) => Expression::List(items.iter().map(|it| argument(&it.value, environment)).collect()),
        Content::Map(entries) => {
            Expression::object(entries.iter().map(|(key, it)| (key.value.as_str(), argument(&it.value, environment))))
        }
        Content::Empty => Expression::Null,
    }
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

/// Tells Terraform what has another name now: everything in the files of renamed components.
pub fn moved(cloud: &mut Cloud<'_>) {
    let model = cloud.model;
    let functions = model.functions.iter().map(|it| ("function", &it.identity));
    let managed = model.resources.iter().filter(|it| it.external.is_none()).map(|it| (it.kind(), &it.identity));
    let mut body = Body::new();
    for (kind, identity) in functions.chain(managed) {
        let Some(before) = &identity.renamed_from else { continue };
        let (old, new) = (local(&before.value), local(&identity.id));
        let Some(file) = cloud.files.get(&super::names::file(kind, &identity.id)) else { continue };
        for item in &file.items {
            let Item::Block(Block { labels, .. }) = item else { continue };
            let [resource, name] = labels.as_slice() else { continue };
            let Some(rest) = name.strip_prefix(&new).filter(|rest| rest.is_empty() || rest.starts_with("__")) else {
                continue;
            };
            let inner = Body::new()
                .attribute("from", Expression::reference(format!("{resource}.{old}{rest}")))
                .attribute("to", Expression::reference(format!("{resource}.{name}")));
            body = body.blank().block("moved", &[], inner);
        }
    }
    if !body.items.is_empty() {
        cloud.file("moved.tf".to_owned(), body);
    }
}
