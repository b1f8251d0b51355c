//! What every root module has: versions, provider, backend, variables, outputs, moves.

use std::collections::BTreeMap;

use watershed_grammar::resource::Shape;

use super::api::has_routes;
use super::component::Needs;
use super::names::local;
use super::serverless::package;
use super::target::Target;
use super::{Cloud, File, key};
use crate::model::{Model, Trigger};
use crate::place::Deployment;
use crate::settings::Content;
use crate::settings::backend::is_block;
use crate::terraform::hcl::{Block, Body, Expression, Item};
use crate::terraform::policy::Policy;
use crate::terraform::resource::{Api, DomainName, FunctionUrl, Resource as _};

/// `main.tf`, `variables.tf`, and where there is something in them `outputs.tf` and `moved.tf`.
pub fn lower(cloud: &Cloud<'_>, needs: Needs<'_>) -> impl Iterator<Item = File> {
    let variables = variables(cloud, needs.uses_cluster);
    let moved = needs.moved.into_values().fold(Body::new(), |all, one| all.blank().then(one));
    let files = [("main", main(cloud)), ("variables", variables), ("outputs", outputs(cloud)), ("moved", moved)];
    let written = files.into_iter().filter(|(_, body)| !body.items.is_empty());
    written.map(|(name, body)| File::Terraform(format!("{name}.tf"), body))
}

fn main(cloud: &Cloud<'_>) -> Body {
    let model = cloud.model;
    let backend = model.settings.backend.as_ref().map(|backend| {
        let kind = backend.kind.value.as_str();
        (
            kind,
            backend.arguments.iter().fold(Body::new(), |body, (name, value)| argument(body, kind, name, value, model)),
        )
    });
    match backend {
        Some((kind, arguments)) => root(model, kind, Some(arguments)),
        None => root(model, "", None),
    }
}

/// What a root module begins with: versions, where its state is, the provider.
pub fn root(model: &Model, kind: &str, backend: Option<Body>) -> Body {
    let aws = Expression::object([("source", "hashicorp/aws"), ("version", ">= 5.100, < 7.0")]);
    let mut terraform = Body::new().attribute("required_version", ">= 1.9").blank().block(
        "required_providers",
        &[],
        Body::new().attribute("aws", aws),
    );
    if let Some(arguments) = backend {
        terraform = terraform.blank().block("backend", &[kind], arguments);
    }
    let default_tags = Body::new().attribute("tags", Expression::object(default_tags(model)));
    let region = model.settings.region.as_ref().map_or(String::new(), |region| region.value.clone());
    let provider = Body::new().attribute("region", region).blank().block("default_tags", &[], default_tags);
    Body::new().block("terraform", &[], terraform).blank().block("provider", &["aws"], provider)
}

/// Tags on everything: those of the settings, and our own, which have other keys.
pub fn default_tags(model: &Model) -> BTreeMap<String, String> {
    let own = [("application", model.app.as_str()), ("environment", &model.environment), ("managed-by", "terraform")];
    let mut tags = model.settings.tags();
    tags.extend(own.map(|(key, value)| (key.to_owned(), value.to_owned())));
    tags
}

/// Looks up the account.
pub fn account() -> Body {
    Body::new().block("data", &["aws_caller_identity", "current"], Body::new())
}

/// An argument of a backend.
pub fn argument(body: Body, backend: &str, name: &str, value: &Content, model: &Model) -> Body {
    match value {
        Content::Map(entries) if is_block(backend, name) => {
            let inner = entries
                .iter()
                .fold(Body::new(), |inner, (key, node)| argument(inner, backend, &key.value, &node.value, model));
            body.blank().block(name.to_owned(), &[], inner)
        }
        other => body.attribute(name.to_owned(), plain(other, &model.environment)),
    }
}

/// A value of the settings as a value of Terraform.
pub fn plain(value: &Content, environment: &str) -> Expression {
    match value {
        Content::Empty => Expression::Null,
        Content::Text(text) => text.replace("{environment}", environment).into(),
        Content::Flag(flag) => (*flag).into(),
        Content::Number(number) => number.whole.map_or_else(|| number.text.as_str().into(), Into::into),
        Content::List(items) => items.iter().map(|item| plain(&item.value, environment)).collect::<Vec<_>>().into(),
        Content::Map(entries) => {
            Expression::object(entries.iter().map(|(key, node)| (key.value.clone(), plain(&node.value, environment))))
        }
    }
}

/// A variable of a root module.
pub struct Variable<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it is for.
    pub text: &'a str,
    /// Its type.
    pub kind: &'static str,
    /// What it is where nobody says.
    pub default: Option<Expression>,
    /// What holds of `VALUE`.
    pub condition: &'static str,
    /// What is said where it does not.
    pub message: &'static str,
}

/// The policy that bounds roles.
pub const BOUNDARY: Variable<'_> = Variable {
    name: "permissions_boundary",
    text: "ARN of the policy that bounds every role; none where it is null.",
    kind: "string",
    default: Some(Expression::Null),
    condition: "VALUE == null ? true : startswith(VALUE, \"arn:\")",
    message: "The boundary is the ARN of a policy.",
};

/// The cluster of the containers.
pub const CLUSTER: Variable<'_> = Variable {
    name: "eks_cluster",
    text: "Name of the EKS cluster that the containers run in.",
    kind: "string",
    default: None,
    condition: "length(VALUE) > 0",
    message: "A cluster has a name.",
};

/// Who scales by the depth of queues.
pub const KEDA: Variable<'_> = Variable {
    name: "keda_operator_role",
    text: "Name of the role of KEDA's operator, which may read how deep the queues are; not written where it is null.",
    kind: "string",
    default: Some(Expression::Null),
    condition: "VALUE == null ? true : !startswith(VALUE, \"arn:\")",
    message: "The role goes by its name, not by its ARN.",
};

impl Variable<'_> {
    /// Adds it to a file.
    pub fn add(self, body: Body) -> Body {
        let condition = self.condition.replace("VALUE", &format!("var.{}", self.name));
        let validation = Body::new()
            .attribute("condition", Expression::reference(condition))
            .attribute("error_message", self.message);
        let inner = Body::new()
            .attribute("description", self.text)
            .attribute("type", Expression::reference(self.kind))
            .maybe("default", self.default)
            .blank()
            .block("validation", &[], validation);
        body.blank().block("variable", &[self.name], inner)
    }
}

fn variables(cloud: &Cloud<'_>, uses_cluster: bool) -> Body {
    let mut body = Body::new();
    for arch in &cloud.packages {
        let variable = Variable {
            name: package::variable(cloud, *arch),
            text: &format!("Path of the zip file with the binary `bootstrap` for {}.", package::processor(*arch)),
            kind: "string",
            default: None,
            condition: "endswith(VALUE, \".zip\")",
            message: "The package is a zip file.",
        };
        body = variable.add(body);
    }
    body = BOUNDARY.add(body);
    if cloud.model.settings.alarms.as_ref().is_none_or(|it| it.value) {
        let topics = Variable {
            name: "alarm_topics",
            text: "ARNs of the topics that alarms go to; without one they are seen in the console alone.",
            kind: "list(string)",
            default: Some(Expression::List(Vec::new())),
            condition: "alltrue([for topic in VALUE : startswith(topic, \"arn:\")])",
            message: "Every topic is an ARN.",
        };
        body = topics.add(body);
    }
    if uses_cluster {
        body = CLUSTER.add(body);
    }
    if cloud.plan.deployments.iter().any(Deployment::reads_queues) {
        body = KEDA.add(body);
    }
    body
}

fn outputs(cloud: &Cloud<'_>) -> Body {
    let model = cloud.model;
    // By name: where an item stands in the source must not show.
    let mut outputs = BTreeMap::new();
    let mut output = |name: &str, text: &str, value: Expression| {
        let inner = Body::new().attribute("description", text).attribute("value", value);
        outputs.insert(name.to_owned(), inner);
    };
    if has_routes(cloud) {
        match &model.settings.http.domain {
            None => output("api_url", "Where the HTTP API answers.", Api::at("api", "api_endpoint")),
            Some(domain) => {
                let target = |name: &str| DomainName::at("api", &format!("domain_name_configuration[0].{name}"));
                let text = if domain.value.starts_with("*.") {
                    "Where the HTTP API answers, with any label in the place of the star."
                } else {
                    "Where the HTTP API answers."
                };
                output("api_url", text, format!("https://{}", domain.value).into());
                let text = "What the domain's DNS record points at: a CNAME, or an alias in the zone below.";
                output("api_domain_target", text, target("target_domain_name"));
                output(
                    "api_domain_zone",
                    "The hosted zone of the target, for an alias record.",
                    target("hosted_zone_id"),
                );
            }
        }
    }
    for (_, function) in cloud.serverless().filter(|(_, it)| matches!(it.trigger, Trigger::Url { .. })) {
        let local = local(&function.identity.id);
        output(
            &format!("function_{local}_url"),
            "Where the function answers.",
            FunctionUrl::at(&local, "function_url"),
        );
    }
    let statements = if key::is_named(model) { key::policy(cloud) } else { Vec::new() };
    if !statements.is_empty() {
        let text = "What the policy of the key has to allow beside what it allows already.";
        output("key_policy", text, Policy::new(statements).expression());
    }
    for resource in model.resources.iter().filter(|it| it.external.is_none()) {
        let (what, text) = match resource.shape {
            Shape::Queue(_) => ("url", "Where the queue is."),
            Shape::Topic(_) => ("arn", "What to publish to or subscribe to."),
            Shape::Table(_) => ("name", "What the table is called."),
            Shape::Bucket(_) => ("name", "What the bucket is called."),
            Shape::Secret(_) => ("arn", "Where a person puts the value."),
            Shape::Stream(_) => ("name", "What the stream is called."),
            Shape::Bus(_) => ("name", "What the bus is called."),
        };
        let name = format!("{}_{}_{what}", resource.kind(), local(&resource.identity.id));
        output(&name, text, Target::of(resource).locator());
    }
    let add = |body: Body, (name, inner): (String, Body)| body.blank().block("output", &[&name], inner);
    outputs.into_iter().fold(Body::new(), add)
}

/// Tells Terraform what has another name now: everything in the file of a renamed component.
pub fn moved(before: &str, id: &str, file: &Body) -> Body {
    let (old, new) = (local(before), local(id));
    let mut body = Body::new();
    for item in &file.items {
        let Item::Block(Block { labels, name, .. }) = item else { continue };
        if name != "resource" {
            continue;
        }
        let [resource, name] = labels.as_slice() else { continue };
        let Some(rest) = name.strip_prefix(&new).filter(|rest| rest.is_empty() || rest.starts_with("__")) else {
            continue;
        };
        let inner = Body::new()
            .attribute("from", Expression::reference(format!("{resource}.{old}{rest}")))
            .attribute("to", Expression::reference(format!("{resource}.{name}")));
        body = body.blank().block("moved", &[], inner);
    }
    body
}
