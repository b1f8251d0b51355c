//! The features of the crate `watershed` that a deployment needs: without one the program stops when it starts there.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::Span;
use watershed_grammar::function::Place;

use super::{Grant, Identity, Model, Reach};

/// Features that bring others, as the crate's manifest says.
pub const BRING: &[(&str, &[&str])] =
    &[("default", &["container", "lambda", "local"]), ("testing", &["container", "local"])];

/// A need.
#[derive(Clone, Debug)]
pub struct Need {
    /// Who has it.
    pub at: Span,
    /// And why.
    pub why: String,
}

/// What is needed, with the first who needs it.
pub type Needs = BTreeMap<&'static str, Need>;

/// The features that somebody has who asks for some.
pub fn with_brought(asked: &BTreeSet<String>) -> BTreeSet<&str> {
    let brought = BRING.iter().filter(|(feature, _)| asked.contains(*feature)).flat_map(|(_, brought)| *brought);
    asked.iter().map(String::as_str).chain(brought.copied()).collect()
}

/// Every feature that is needed.
pub fn needed(model: &Model) -> Needs {
    let mut needs = Needs::new();
    for function in &model.functions {
        let identity = &function.identity;
        let (feature, place) = match function.place.value {
            Place::Container => ("container", "in a container"),
            Place::Serverless | Place::Auto => ("lambda", "as a Lambda function"),
        };
        need(&mut needs, feature, identity.name, || format!("`{}` runs {place}", identity.id));
        if let (Place::Container, Some(feature)) = (function.place.value, read_with(function.trigger.kind())) {
            need(&mut needs, feature, function.trigger_at, || format!("`{}` takes its input from there", identity.id));
        }
        needed_by(model, identity, &function.grants, &mut needs);
    }
    for service in &model.services {
        let identity = &service.identity;
        need(&mut needs, "container", identity.name, || format!("`{}` runs in a container", identity.id));
        needed_by(model, identity, &service.grants, &mut needs);
    }
    needs
}

fn need(needs: &mut Needs, feature: &'static str, at: Span, why: impl FnOnce() -> String) {
    needs.entry(feature).or_insert_with(|| Need { at, why: why() });
}

fn needed_by(model: &Model, identity: &Identity, grants: &[Grant], needs: &mut Needs) {
    for grant in grants {
        let (feature, to) = match grant.to {
            // Between containers a call is plain HTTP.
            Reach::Function(called) if model.function(called).place.value == Place::Container => continue,
            Reach::Function(called) => ("invoke", &model.function(called).identity.id),
            Reach::Resource(resource) => {
                let resource = model.resource(resource);
                (feature_of(resource.kind()), &resource.identity.id)
            }
        };
        need(needs, feature, grant.at, || format!("`{}` reaches `{to}`", identity.id));
    }
}

/// The feature that a consumer in a container reads its input with; elsewhere AWS Lambda brings it.
fn read_with(trigger: &str) -> Option<&'static str> {
    match trigger {
        "queue" | "topic" | "bucket" | "event" => Some("sqs"),
        "table" => Some("dynamodb"),
        "stream" => Some("kinesis"),
        _ => None,
    }
}

/// The feature of the crate `watershed` that brings a kind's client.
fn feature_of(kind: &str) -> &'static str {
    match kind {
        "queue" => "sqs",
        "topic" => "sns",
        "table" => "dynamodb",
        "bucket" => "s3",
        "secret" => "secretsmanager",
        "bus" => "eventbridge",
        _ => "kinesis",
    }
}
