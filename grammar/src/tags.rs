//! `tags(…)`: tags on what a component becomes.

use crate::args::Reader;
use crate::diagnostic::Diagnostic;
use crate::span::{Span, Spanned};
use crate::{codes, limits};

/// A tag: what it says, and where its key and its value are written.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The place of its key.
    pub key_at: Span,
    /// The place of its value.
    pub at: Span,
    /// Its value.
    pub text: String,
}

impl Tag {
    /// The tag of a key and a value.
    pub fn of(key: &Spanned<String>, value: &Spanned<String>) -> Self {
        Self { key_at: key.span, at: value.span, text: value.value.clone() }
    }
}

/// Reads `tags(…)`.
pub fn parse(reader: &mut Reader<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let tags = reader.pairs("tags");
    for (key, text) in &tags {
        if let Some(wrong) = own_fault(key) {
            reader.diagnostics.push(wrong);
            continue;
        }
        for (span, fault) in [(key.span, key_fault(&key.value)), (text.span, value_fault(&text.value))] {
            if let Some(fault) = fault {
                reader.wrong(codes::WRONG_VALUE, span, "AWS does not take this tag", fault);
            }
        }
    }
    tags
}

/// The tags that everything has: what it belongs to, and who made it.
pub const OWN: &[&str] = &["application", "component", "environment", "managed-by"];

/// What is wrong with a tag of one of these keys.
pub fn own_fault(key: &Spanned<String>) -> Option<Diagnostic> {
    let message = format!("the tag `{}` is set by Watershed on everything", key.value);
    let wrong = Diagnostic::error(codes::RESERVED_TAG, key.span, message).help("choose another key");
    OWN.contains(&key.value.as_str()).then_some(wrong)
}

/// Why AWS does not take a tag's key, if it does not.
pub fn key_fault(key: &str) -> Option<&'static str> {
    (!limits::TAG_KEY.takes(key) || key.to_ascii_lowercase().starts_with("aws:") || !key.chars().all(is_in_tag))
        .then_some("a key has 1 to 128 letters, digits, spaces and `_.:/=+-@`, and does not begin with `aws:`")
}

/// Why AWS does not take a tag's value, if it does not.
pub fn value_fault(value: &str) -> Option<&'static str> {
    (!limits::TAG_VALUE.takes(value) || !value.chars().all(is_in_tag))
        .then_some("a value has at most 256 letters, digits, spaces and `_.:/=+-@`")
}

fn is_in_tag(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || "_.:/=+-@".contains(c)
}
