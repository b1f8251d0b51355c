//! `topic(OrderPaid)`: messages of a topic.

use crate::args::{Argument, Node, PathNode, Reader};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::span::{Span, Spanned};

/// Messages of a topic.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The topic.
    pub subject: Spanned<PathNode>,
    /// Only messages whose fields have one of these values.
    pub filter: Vec<(Spanned<String>, Vec<String>)>,
}

/// The keys of `topic(…)`.
pub const KEYS: &[Key] = &[Key::new(
    "filter",
    "filter(kind = \"paid\", country = [\"DE\", \"FR\"])",
    "",
    "only messages whose top-level fields have one of these values",
)];

/// `topic` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "topic",
    form: "topic(OrderPaid, filter(kind = \"paid\"))",
    doc: "messages of a topic, through a queue of the function's own, so that none is lost",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Topic> {
    let mut reader = Reader::new("`topic(…)`", KEYS, at, arguments, diagnostics);
    let subject = reader.subject("topic(OrderPaid)");
    let mut filter = Vec::new();
    for Argument { key, node } in reader.call("filter").map(|(_, arguments)| arguments).unwrap_or_default() {
        match (key, texts(&node.value)) {
            (Some(key), Some(values)) => filter.push((key, values)),
            _ => reader.wrong(
                codes::WRONG_VALUE,
                node.span,
                "a filter names a field and its values",
                "write `filter(kind = \"paid\")`",
            ),
        }
    }
    reader.finish();
    Some(Topic { subject: subject?, filter })
}

fn texts(node: &Node) -> Option<Vec<String>> {
    match node {
        Node::Text(text) => Some(vec![text.clone()]),
        Node::List(items) if !items.is_empty() => items
            .iter()
            .map(|item| match &item.value {
                Node::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}
