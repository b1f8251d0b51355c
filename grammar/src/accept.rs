//! `accept(WS0601, reason = "…")`: a finding that is wanted.

use crate::args::{Node, Reader};
use crate::codes::{self, Code, TABLE};
use crate::key::Key;
use crate::span::Spanned;
use crate::suggest;

/// A finding that is wanted.
#[derive(Clone, Debug)]
pub struct Accept {
    /// Which.
    pub code: Spanned<Code>,
    /// Why.
    pub reason: Spanned<String>,
}

/// `accept` among the keys of a component.
pub const KEY: Key = Key::new(
    "accept",
    "accept(WS0601, reason = \"…\")",
    "",
    "a finding that is wanted, with the reason; it must be there to be accepted",
)
.many();

/// The keys of `accept(…)`, behind the code.
pub const KEYS: &[Key] = &[Key::new("reason", "reason = \"…\"", "", "why, for the reviewer")];

/// Reads every `accept(…)`.
pub fn parse(reader: &mut Reader<'_>) -> Vec<Accept> {
    let mut accepts = Vec::new();
    for (key, node) in reader.take_all("accept") {
        match node.value {
            Node::Call(_, arguments) => {
                accepts.extend(accept(Reader::new("`accept(…)`", KEYS, key.span, arguments, reader.diagnostics)));
            }
            _ => {
                let _: Option<()> = reader.expected("accept", &node);
            }
        }
    }
    accepts
}

fn accept(mut reader: Reader<'_>) -> Vec<Accept> {
    let codes: Vec<Spanned<Code>> = code(&mut reader).into_iter().chain(others(&mut reader)).collect();
    let reason = reader.text("reason");
    let at = reason.as_ref().map_or(reader.at(), |reason| reason.span);
    let reason = reason.filter(|reason| !reason.value.trim().is_empty());
    if reason.is_none() {
        reader.wrong(codes::NO_REASON, at, "an exception has a reason", "write `reason = \"…\"`");
    }
    reader.finish();
    let one =
        |reason: &Spanned<String>| codes.into_iter().map(|code| Accept { code, reason: reason.clone() }).collect();
    reason.as_ref().map(one).unwrap_or_default()
}

/// Further codes, which are one mistake; they are taken as they are meant.
fn others(reader: &mut Reader<'_>) -> Vec<Spanned<Code>> {
    let accepted = |word: &str| TABLE.iter().find(|row| row.is_accepted && row.code.as_str() == word);
    let code = |node: &Node| accepted(node.word()?).map(|row| row.code);
    let others: Vec<Spanned<Code>> = std::iter::from_fn(|| reader.positional_as(code)).collect();
    if let Some(second) = others.first() {
        let help = format!("write another for it: `{}`", shape(second.value));
        reader.wrong(codes::UNKNOWN_KEY, second.span, "`accept(…)` takes one code", help);
    }
    others
}

fn code(reader: &mut Reader<'_>) -> Option<Spanned<Code>> {
    let example = "write it like `accept(WS0601, reason = \"…\")`";
    let Some(node) = reader.positional() else {
        reader.wrong(codes::MISSING_KEY, reader.at(), "`accept(…)` does not say which code", example);
        return None;
    };
    let Some(word) = node.value.word() else {
        reader.wrong(codes::WRONG_VALUE, node.span, "`accept(…)` begins with a code", example);
        return None;
    };
    match TABLE.iter().find(|row| row.code.as_str() == word) {
        Some(row) if row.is_accepted => Some(Spanned::new(row.code, node.span)),
        Some(row) => {
            let message = format!("`{word}` takes no exception: {}", row.title);
            reader.wrong(codes::NOT_ACCEPTED, node.span, message, "remove `accept(…)` and what it is about");
            None
        }
        None => {
            let known: Vec<&str> = TABLE.iter().filter(|row| row.is_accepted).map(|row| row.code.as_str()).collect();
            reader.wrong(codes::NOT_ACCEPTED, node.span, "there is no such code", suggest::help(word, &known));
            None
        }
    }
}

/// Whether a code is accepted.
pub fn holds(accepts: &[Accept], code: Code) -> bool {
    accepts.iter().any(|it| it.code.value == code)
}

/// The argument that a person writes for a code.
pub fn shape(code: Code) -> String {
    format!("accept({code}, reason = \"…\")")
}
