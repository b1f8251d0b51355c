//! `event(ProductEvents)`: events of a bus.

use crate::args::{Argument, Node, PathNode, Reader};
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::span::{Span, Spanned};
use crate::{codes, limits};

/// Events of a bus.
#[derive(Clone, Debug)]
pub struct Event {
    /// The bus; `None` is the account's default bus.
    pub subject: Option<Spanned<PathNode>>,
    /// Only events of these sources.
    pub source: Vec<Spanned<String>>,
    /// Only events of these types.
    pub detail_type: Vec<Spanned<String>>,
}

/// The keys of `event(…)`.
pub const KEYS: &[Key] = &[
    Key::new("source", "source = \"shop.orders\"", "all", "only events of these sources"),
    Key::new("detail_type", "detail_type = \"Placed\"", "all", "only events of these types"),
];

/// `event` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "event",
    form: "event(ProductEvents, source = \"shop.orders\", detail_type = \"Placed\")",
    doc: "events of a bus; without a subject, of the account's default bus",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Event> {
    let mut reader = Reader::new("`event(…)`", KEYS, at, arguments, diagnostics);
    let subject = match reader.positional() {
        Some(Spanned { value: Node::Path(path), span }) => Some(Spanned::new(path, span)),
        Some(other) => {
            reader.wrong(
                codes::WRONG_VALUE,
                other.span,
                "`event(…)` begins with the bus's type",
                "write `event(ProductEvents)`",
            );
            return None;
        }
        None => None,
    };
    let source = reader.texts("source").unwrap_or_default();
    let detail_type = reader.texts("detail_type").unwrap_or_default();
    if source.is_empty() && detail_type.is_empty() {
        let help = "write `source = \"…\"`, `detail_type = \"…\"` or both";
        reader.wrong(codes::MISSING_KEY, reader.at(), "`event(…)` would get every event of the bus", help);
        return None;
    }
    check_length(&mut reader, &source, &detail_type);
    reader.finish();
    Some(Event { subject, source, detail_type })
}

/// Reports a pattern that is too long, at the longest of its texts.
fn check_length(reader: &mut Reader<'_>, source: &[Spanned<String>], detail_type: &[Spanned<String>]) {
    // `{"source":["…"],"detail-type":["…"]}`, as a rule has it.
    let list = |name: &str, values: &[Spanned<String>]| match values {
        [] => 0,
        values => name.len() + 5 + values.iter().map(|it| in_json(&it.value) + 3).sum::<usize>(),
    };
    let length = 1 + list("source", source) + list("detail-type", detail_type);
    if length > limits::EVENT_PATTERN.most() as usize {
        let message =
            format!("the pattern of this rule has {length} characters, and AWS takes {}", limits::EVENT_PATTERN.most());
        let longest = source.iter().chain(detail_type).max_by_key(|it| in_json(&it.value));
        let at = longest.map_or(reader.at(), |it| it.span);
        reader.wrong(codes::OUT_OF_RANGE, at, message, limits::EVENT_PATTERN.source);
    }
}

/// Characters of a text in JSON as Terraform and its provider write it: more than the text has, where it is escaped.
fn in_json(text: &str) -> usize {
    let width = |c: char| match c {
        '"' | '\\' | '\n' | '\r' | '\t' => 2,
        '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => 6,
        other => other.len_utf8(),
    };
    text.chars().map(width).sum()
}
