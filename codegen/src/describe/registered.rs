//! What a built binary registers, beside what the compiler reads in the source.
//!
//! The compiler and rustc read one text on their own. Whatever one of the two does not see is found here, before a
//! deployment and not as a function that is missing in production.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::features::needed;
use crate::model::{Grant, Identity, Model, Reach};
use serde::Deserialize;

/// What a binary says about itself.
#[derive(Debug, Deserialize)]
pub struct Registered {
    /// The version of this form: 1.
    pub version: u32,
    /// The features of the crate `watershed` that it was built with.
    pub features: BTreeSet<String>,
    /// Every annotated item that is linked into it.
    pub items: Vec<Item>,
}

/// An annotated item in a binary.
#[derive(Debug, Deserialize)]
pub struct Item {
    kind: String,
    id: String,
    path: String,
    trigger: Option<String>,
    #[serde(default)]
    grants: Vec<ItemGrant>,
}

#[derive(Debug, Deserialize)]
struct ItemGrant {
    kind: String,
    id: String,
    can: Vec<String>,
}

/// One item, as both sides can say it.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    path: String,
    trigger: Option<String>,
    grants: BTreeSet<String>,
}

type Items = BTreeMap<(String, String), Known>;

/// Every difference, a sentence each, in the order of kind and id; features that are missing come last.
pub fn differences(model: &Model, registered: &Registered) -> Vec<String> {
    let (source, binary) = (in_source(model), in_binary(&registered.items));
    let keys: BTreeSet<_> = source.keys().chain(binary.keys()).collect();
    let differ = keys.into_iter().flat_map(|key| {
        let name = format!("{} `{}`", key.0, key.1);
        match (source.get(key), binary.get(key)) {
            (Some(source), None) => {
                vec![format!("the {name} ({}) is in the source and not in the binary", source.path)]
            }
            (None, Some(binary)) => {
                vec![format!("the {name} ({}) is in the binary and not in the source", binary.path)]
            }
            (Some(source), Some(binary)) => compare(&name, source, binary),
            (None, None) => Vec::new(),
        }
    });
    differ.chain(missing_features(model, registered)).collect()
}

fn compare(name: &str, source: &Known, binary: &Known) -> Vec<String> {
    let mut differences = Vec::new();
    // The binary says the crate too.
    if binary.path != source.path && !binary.path.ends_with(&format!("::{}", source.path)) {
        differences.push(format!("the {name} is `{}` in the source and `{}` in the binary", source.path, binary.path));
    }
    if source.trigger != binary.trigger {
        let said = |trigger: &Option<String>| trigger.clone().unwrap_or_else(|| "nothing".to_owned());
        let (source, binary) = (said(&source.trigger), said(&binary.trigger));
        differences.push(format!("the {name} is started by `{source}` in the source and by `{binary}` in the binary"));
    }
    for grant in source.grants.difference(&binary.grants) {
        differences.push(format!("the {name} may {grant} in the source and not in the binary"));
    }
    for grant in binary.grants.difference(&source.grants) {
        differences.push(format!("the {name} may {grant} in the binary and not in the source"));
    }
    differences
}

fn in_binary(items: &[Item]) -> Items {
    let known = |item: &Item| {
        let each = |grant: &ItemGrant| {
            let to = format!("{} `{}`", grant.kind, grant.id);
            grant.can.iter().map(move |can| format!("`{can}` the {to}")).collect::<Vec<_>>()
        };
        let grants = item.grants.iter().flat_map(each).collect();
        Known { path: plain(&item.path), trigger: item.trigger.clone(), grants }
    };
    items.iter().map(|item| ((item.kind.clone(), item.id.clone()), known(item))).collect()
}

fn in_source(model: &Model) -> Items {
    let item = |kind: &str, identity: &Identity, trigger: Option<&str>, grants: &[Grant]| {
        let grants = grants.iter().flat_map(|grant| granted(model, grant)).collect();
        let known = Known { path: plain(&identity.path), trigger: trigger.map(str::to_owned), grants };
        ((kind.to_owned(), identity.id.clone()), known)
    };
    let functions =
        model.functions.iter().map(|it| item("function", &it.identity, Some(it.trigger.kind()), &it.grants));
    let services = model.services.iter().map(|it| item("service", &it.identity, None, &it.grants));
    let resources = model.resources.iter().map(|it| item(it.kind(), &it.identity, None, &[]));
    functions.chain(services).chain(resources).collect()
}

fn granted(model: &Model, grant: &Grant) -> Vec<String> {
    let to = match grant.to {
        Reach::Function(id) => format!("function `{}`", model.function(id).identity.id),
        Reach::Resource(id) => format!("{} `{}`", model.resource(id).kind(), model.resource(id).identity.id),
    };
    grant.capabilities.iter().map(|can| format!("`{}` the {to}", can.name())).collect()
}

/// A path without the marks of names that are keywords.
fn plain(path: &str) -> String {
    path.replace("r#", "")
}

/// Without a feature the binary stops when it starts in the cloud.
fn missing_features(model: &Model, registered: &Registered) -> Vec<String> {
    let missing = needed(model).into_iter().filter(|(feature, _)| !registered.features.contains(*feature));
    missing
        .map(|(feature, it)| format!("the binary was built without the feature `{feature}` of `watershed`: {}", it.why))
        .collect()
}
