//! The list of what is linked, for whoever compares it with the source.

use serde::Serialize;

use super::{Item, grants, items};

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
    let shown: Vec<Shown> = items().into_iter().map(show).collect();
    // Texts and lists alone: there is nothing in it that could fail.
    serde_json::to_string_pretty(&shown).unwrap_or_default()
}

fn show(item: &Item) -> Shown {
    let granted = grants(item);
    let grants =
        granted.iter().map(|(kind, id, can)| ShownGrant { kind, id, can: can.iter().copied().collect() }).collect();
    Shown { kind: item.kind, id: item.id, path: item.path, trigger: item.trigger(), grants }
}
