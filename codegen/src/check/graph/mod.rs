//! Who starts whom: components and what flows between them, as a graph.
//!
//! A node is a component, or something that can happen to a resource. What a component may write leads to what happens
//! then, and what happens leads to the functions that listen to it. Each check walks the edges once.

mod ends;
mod loops;
mod times;

use watershed_grammar::Diagnostics;
use watershed_grammar::resource::Shape;
use watershed_grammar::trigger::bucket::Happening;
use watershed_grammar::trigger::table::Change;

use super::same::Same;
use crate::model::{Capability, Function, FunctionId, Grant, Identity, Model, Reach, ResourceId, Trigger};

/// Every rule of the wiring.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let graph = Graph::new(model);
    loops::check(&graph, diagnostics);
    ends::check(&graph, diagnostics);
    times::check(&graph, diagnostics);
}

/// What can happen to a resource; most kinds know one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A message, an event, a record, a new item, a new object.
    New,
    /// An item with other contents.
    Changed,
    /// An item or object that is gone.
    Gone,
}

/// Nodes of a long path that are shown at each of its ends.
pub const SHOWN: usize = 8;

/// Every [`What`], in order.
const WHATS: usize = 3;

/// A node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(usize);

/// The wiring of one environment.
pub struct Graph<'a> {
    /// What it is of.
    pub model: &'a Model,
    /// Where each node leads.
    next: Vec<Vec<Node>>,
    /// The functions that each kind of happening starts.
    listeners: Vec<Vec<FunctionId>>,
    /// Resources that are one thing have one node for each happening.
    pub same: Same,
}

impl<'a> Graph<'a> {
    fn new(model: &'a Model) -> Self {
        let components = model.functions.len() + model.services.len();
        let nodes = components + model.resources.len() * WHATS;
        let same = Same::new(model);
        let mut graph = Self { model, next: vec![Vec::new(); nodes], listeners: Vec::new(), same };
        graph.listeners = vec![Vec::new(); model.resources.len() * WHATS];
        for (index, function) in model.functions.iter().enumerate() {
            let Some(resource) = graph.same.heard(function).filter(|_| function.knows_start) else { continue };
            for what in listens(function) {
                let port = graph.port(resource, what);
                if !is_of_aws(&function.trigger) {
                    graph.next[port.0].push(Node(index));
                }
                graph.listeners[port.0 - components].push(FunctionId(index));
            }
        }
        for (index, grants) in graph.grants().enumerate() {
            let targets: Vec<Node> = grants.iter().flat_map(|grant| graph.targets(grant)).collect();
            graph.next[index] = targets;
        }
        graph
    }

    /// The handles of every component: functions first, then services.
    pub fn grants(&self) -> impl Iterator<Item = &'a [Grant]> + use<'a> {
        let functions = self.model.functions.iter().map(|it| it.grants.as_slice());
        functions.chain(self.model.services.iter().map(|it| it.grants.as_slice()))
    }

    /// Where a handle leads.
    fn targets(&self, grant: &Grant) -> Vec<Node> {
        match grant.to {
            Reach::Function(FunctionId(index)) => vec![Node(index)],
            Reach::Resource(id) => {
                let shape = &self.model.resource(id).shape;
                let mut whats: Vec<What> =
                    grant.capabilities.iter().flat_map(|it| causes(shape, *it)).copied().collect();
                whats.sort_unstable();
                whats.dedup();
                whats.into_iter().map(|what| self.port(id, what)).collect()
            }
        }
    }

    fn port(&self, id: ResourceId, what: What) -> Node {
        let components = self.model.functions.len() + self.model.services.len();
        Node(components + self.same.first(id).0 * WHATS + what as usize)
    }

    /// Who a node is, where it is a component.
    pub fn identity(&self, node: Node) -> Option<&'a Identity> {
        let (model, functions) = (self.model, self.model.functions.len());
        match model.functions.get(node.0) {
            Some(function) => Some(&function.identity),
            None => model.services.get(node.0 - functions).map(|it| &it.identity),
        }
    }

    /// The function that a node is.
    pub fn function(&self, node: Node) -> Option<&'a Function> {
        self.model.functions.get(node.0)
    }

    /// The resource whose happening a node is.
    pub fn resource(&self, node: Node) -> Option<ResourceId> {
        let components = self.model.functions.len() + self.model.services.len();
        node.0.checked_sub(components).map(|port| ResourceId(port / WHATS))
    }

    /// The handles of a component.
    pub fn grants_of(&self, node: Node) -> &'a [Grant] {
        let (model, functions) = (self.model, self.model.functions.len());
        match model.functions.get(node.0) {
            Some(function) => &function.grants,
            None => model.services.get(node.0 - functions).map_or(&[], |it| &it.grants),
        }
    }

    /// The functions that hear of something.
    pub fn listeners(&self, id: ResourceId) -> impl Iterator<Item = FunctionId> + '_ {
        let ResourceId(first) = self.same.first(id);
        self.listeners[first * WHATS..(first + 1) * WHATS].iter().flatten().copied()
    }

    /// A node in the words of a path.
    pub fn name(&self, node: Node) -> String {
        match (self.identity(node), self.resource(node)) {
            (Some(identity), _) => format!("`{}`", identity.id),
            (None, Some(id)) => {
                let resource = self.model.resource(id);
                let others = self.same.others(id).iter().map(|it| self.model.resource(*it));
                let names = std::iter::once(resource).chain(others).map(|it| format!("`{}`", it.identity.id));
                format!("{} {}", resource.kind(), names.collect::<Vec<_>>().join(" = "))
            }
            (None, None) => String::new(),
        }
    }

    /// A path in words: `charge` → queue `charges` → `charge`.
    pub fn path(&self, nodes: &[Node]) -> String {
        let names = |nodes: &[Node]| nodes.iter().map(|node| self.name(*node)).collect::<Vec<_>>().join(" → ");
        match nodes.len().checked_sub(2 * SHOWN) {
            Some(left @ 1..) => {
                format!("{} → {left} more → {}", names(&nodes[..SHOWN]), names(&nodes[nodes.len() - SHOWN..]))
            }
            _ => names(nodes),
        }
    }
}

/// Whether a function hears of AWS alone: nobody else takes a source that begins so (Amazon EventBridge user guide,
/// events from AWS services, 2026-11).
fn is_of_aws(trigger: &Trigger) -> bool {
    let Trigger::Event { source, .. } = trigger else { return false };
    !source.is_empty() && source.iter().all(|it| it.value.starts_with("aws."))
}

/// What starts a function.
pub fn listens(function: &Function) -> Vec<What> {
    match &function.trigger {
        Trigger::Table { on, .. } if on.is_empty() => vec![What::New, What::Changed, What::Gone],
        Trigger::Table { on, .. } => {
            let what = |change: &Change| match change {
                Change::Insert => What::New,
                Change::Modify => What::Changed,
                Change::Remove => What::Gone,
            };
            on.iter().map(what).collect()
        }
        Trigger::Bucket { on, .. } => {
            let what = |happening: &Happening| match happening {
                Happening::Created => What::New,
                Happening::Removed => What::Gone,
            };
            on.iter().map(what).collect()
        }
        _ => vec![What::New],
    }
}

/// What a handle makes happen. Whoever gets a URL from `Presign` is outside, and closes no loop.
pub fn causes(shape: &Shape, capability: Capability) -> &'static [What] {
    match (shape, capability) {
        (Shape::Table(_), Capability::Put | Capability::Update) => &[What::New, What::Changed],
        (Shape::Table(_), Capability::BatchWrite) => &[What::New, What::Changed, What::Gone],
        (Shape::Table(_) | Shape::Bucket(_), Capability::Delete) => &[What::Gone],
        (_, Capability::Put | Capability::Send | Capability::Publish) => &[What::New],
        _ => &[],
    }
}
