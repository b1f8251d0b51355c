//! What the binary consists of: every annotated item of every crate that is linked into it.
//!
//! The attributes write the entries; nobody writes them by hand.

mod function;
mod manifest;
mod resource;
mod service;

use crate::signature::Grants;

pub use function::{Auth, Change, Function, Invoke, Trigger};
pub use inventory::submit;
pub(crate) use manifest::manifest;
pub use resource::Resource;
pub use service::{Http, Service, Start};

/// An annotated item.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The attribute: `function`, `service`, `queue`, `table`, …
    pub kind: &'static str,
    /// Its id, in kebab case.
    pub id: &'static str,
    /// Its module and its name, such as `shop::orders::place_order`.
    pub path: &'static str,
    /// What its signature grants; nothing for a resource.
    pub grants: fn(&mut Grants),
    /// What it is.
    pub what: What,
}

/// What an item is.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// An event-driven task.
    Function(&'static Function),
    /// A long-running part in containers.
    Service(&'static Service),
    /// Something in the cloud.
    Resource(Resource),
}

impl Item {
    /// The kind of trigger of a function.
    pub fn trigger(&self) -> Option<&'static str> {
        match self.what {
            What::Function(function) => Some(function.trigger.kind()),
            What::Service(_) | What::Resource(_) => None,
        }
    }
}

inventory::collect!(Item);

/// All items, by kind and id.
pub fn items() -> Vec<&'static Item> {
    let mut items: Vec<&'static Item> = inventory::iter::<Item>.into_iter().collect();
    items.sort_by_key(|item| (item.kind, item.id, item.path));
    items
}

/// All functions, by id.
pub fn functions() -> impl Iterator<Item = (&'static str, &'static Function)> {
    items().into_iter().filter_map(|item| match item.what {
        What::Function(function) => Some((item.id, function)),
        What::Service(_) | What::Resource(_) => None,
    })
}

/// All services, by id.
pub fn services() -> impl Iterator<Item = (&'static str, &'static Service)> {
    items().into_iter().filter_map(|item| match item.what {
        What::Service(service) => Some((item.id, service)),
        What::Function(_) | What::Resource(_) => None,
    })
}

/// All resources, by kind and id.
pub fn resources() -> impl Iterator<Item = (&'static str, Resource)> {
    items().into_iter().filter_map(|item| match item.what {
        What::Resource(resource) => Some((item.id, resource)),
        What::Function(_) | What::Service(_) => None,
    })
}

/// What an item's signature grants.
pub fn grants(item: &Item) -> Grants {
    let mut grants = Grants::default();
    (item.grants)(&mut grants);
    grants
}
