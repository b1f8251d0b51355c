//! `topic(OrderPaid)`: messages of a topic.

use crate::args::{Argument, Node, PathNode, Reader, twice};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::key::{Key, Kind};
use crate::span::{Span, Spanned};
use crate::{codes, limits};

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
    let written = reader.call("filter");
    if let Some((at, arguments)) = &written
        && arguments.is_empty()
    {
        let help = "write `filter(kind = \"paid\")`, or leave it out";
        reader.wrong(codes::WRONG_VALUE, *at, "a filter without a field takes every message", help);
    }
    let (at, arguments) = written.unwrap_or_default();
    for Argument { key, node } in arguments.into_iter().filter(|it| !matches!(it.node.value, Node::Unread)) {
        match (key, texts(&node)) {
            (Some(key), Some(values)) => {
                twice::check(codes::DUPLICATE_KEY, &values, reader.diagnostics);
                let values = values.into_iter().map(|it| it.value).collect();
                field(&mut reader, &mut filter, key, values);
            }
            (Some(key), None) if matches!(node.value, Node::Integer(_) | Node::Bool(_)) => {
                let message = format!("a filter compares texts, and `{}` is {}", key.value, node.value.describe());
                let help = "filter by a field with a text, or compare in the function";
                reader.wrong(codes::WRONG_VALUE, node.span, message, help);
            }
            _ => reader.wrong(
                codes::WRONG_VALUE,
                node.span,
                "a filter names a field and its values",
                "write `filter(kind = \"paid\")`",
            ),
        }
    }
    sizes(&mut reader, &filter, at);
    reader.finish();
    Some(Topic { subject: subject?, filter })
}

/// Keeps a field of a filter, each once.
fn field(
    reader: &mut Reader<'_>,
    filter: &mut Vec<(Spanned<String>, Vec<String>)>,
    key: Spanned<String>,
    values: Vec<String>,
) {
    match filter.iter().find(|(earlier, _)| earlier.value == key.value) {
        Some((earlier, _)) => {
            let wrong = Diagnostic::error(codes::DUPLICATE_KEY, key.span, format!("`{}` is written twice", key.value));
            let wrong = wrong.also(earlier.span, "first here");
            reader.diagnostics.push(wrong.help(format!("write `{} = [\"…\", \"…\"]` for either value", key.value)));
        }
        None => filter.push((key, values)),
    }
}

/// SNS takes a few fields with a few values.
fn sizes(reader: &mut Reader<'_>, filter: &[(Spanned<String>, Vec<String>)], at: Span) {
    let combinations = filter.iter().fold(1_usize, |product, (_, values)| product.saturating_mul(values.len()));
    for (count, what, limit) in [
        (filter.len(), "fields", limits::FILTER_FIELDS),
        (combinations, "combinations of values", limits::FILTER_COMBINATIONS),
    ] {
        if count > limit.most() as usize {
            let message = format!("a filter has at most {} {what}, and this one has {count}", limit.most());
            reader.wrong(codes::OUT_OF_RANGE, at, message, limit.source);
        }
    }
}

fn texts(node: &Spanned<Node>) -> Option<Vec<Spanned<String>>> {
    match &node.value {
        Node::Text(text) => Some(vec![Spanned::new(text.clone(), node.span)]),
        Node::List(items) if !items.is_empty() => items
            .iter()
            .map(|item| match &item.value {
                Node::Text(text) => Some(Spanned::new(text.clone(), item.span)),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}
