//! What the binary consists of: every annotated item of every crate that is linked into it.

use serde::Serialize;

use crate::signature::Grants;

pub use inventory::submit;

/// An annotated item. The attributes make these; nobody writes them by hand.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The attribute: `function`, `service`, `queue`, `table`, …
    pub kind: &'static str,
    /// Its id, in kebab case.
    pub id: &'static str,
    /// Its module and its name, such as `shop::orders::place_order`.
    pub path: &'static str,
    /// The kind of trigger of a function.
    pub trigger: Option<&'static str>,
    /// What its signature grants; nothing for a resource.
    pub grants: fn(&mut Grants),
}

inventory::collect!(Item);

/// All items, by kind and id.
pub fn items() -> Vec<&'static Item> {
    let mut items: Vec<&'static Item> = inventory::iter::<Item>.into_iter().collect();
    items.sort_by_key(|item| (item.kind, item.id, item.path));
    items
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
    let shown: Vec<Shown> = items().into_iter().map(show).collect();
    // Texts and lists alone: there is nothing in it that could fail.
    serde_json::to_string_pretty(&shown).unwrap_or_default()
}

fn show(item: &Item) -> Shown {
    let mut grants = Grants::default();
    (item.grants)(&mut grants);
    let grants =
        grants.iter().map(|(kind, id, can)| ShownGrant { kind, id, can: can.iter().copied().collect() }).collect();
    Shown { kind: item.kind, id: item.id, path: item.path, trigger: item.trigger, grants }
}
