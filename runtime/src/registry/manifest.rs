//! The list of what is linked, for whoever compares it with the source.

use serde::Serialize;

use super::{Item, grants, items};

/// The form of the list; it grows by one when it changes.
const VERSION: u32 = 1;

/// The features of this crate that say where a program runs and what it reaches there.
const FEATURES: &[(&str, bool)] = &[
    ("container", cfg!(feature = "container")),
    ("dynamodb", cfg!(feature = "dynamodb")),
    ("eventbridge", cfg!(feature = "eventbridge")),
    ("invoke", cfg!(feature = "invoke")),
    ("kinesis", cfg!(feature = "kinesis")),
    ("lambda", cfg!(feature = "lambda")),
    ("local", cfg!(feature = "local")),
    ("s3", cfg!(feature = "s3")),
    ("secretsmanager", cfg!(feature = "secretsmanager")),
    ("sns", cfg!(feature = "sns")),
    ("sqs", cfg!(feature = "sqs")),
];

#[derive(Serialize)]
struct Manifest {
    version: u32,
    features: Vec<&'static str>,
    items: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    kind: &'static str,
    id: &'static str,
    path: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    trigger: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grants: Vec<ShownGrant>,
}

#[derive(Serialize)]
struct ShownGrant {
    kind: &'static str,
    id: &'static str,
    can: Vec<&'static str>,
}

/// All items as JSON, in an order that does not depend on the linker.
pub(crate) fn manifest() -> String {
    let features = FEATURES.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| *name).collect();
    let manifest = Manifest { version: VERSION, features, items: items().into_iter().map(show).collect() };
    // Texts and lists alone: there is nothing in it that could fail.
    serde_json::to_string_pretty(&manifest).unwrap_or_default()
}

fn show(item: &Item) -> Shown {
    let granted = grants(item);
    let grants =
        granted.iter().map(|(kind, id, can)| ShownGrant { kind, id, can: can.iter().copied().collect() }).collect();
    Shown { kind: item.kind, id: item.id, path: item.path, trigger: item.trigger(), grants }
}
