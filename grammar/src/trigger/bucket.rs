//! `bucket(Receipts)`: objects of a bucket.

use crate::args::{Argument, PathNode, Reader};
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::span::{Span, Spanned};
use crate::{codes, limits};

/// Objects of a bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// The bucket.
    pub subject: Spanned<PathNode>,
    /// What happened to an object; empty for created.
    pub on: Vec<Spanned<Happening>>,
    /// Only keys that begin so.
    pub prefix: Option<Spanned<String>>,
    /// Only keys that end so.
    pub suffix: Option<Spanned<String>>,
}

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// It was written.
    Created,
    /// It was removed.
    Removed,
}

impl Bucket {
    /// What happened, each once and in order; where nothing is written, that objects were created.
    pub fn happenings(&self) -> Vec<Happening> {
        let mut on: Vec<Happening> = self.on.iter().map(|it| it.value).collect();
        on.sort_unstable();
        on.dedup();
        if on.is_empty() { vec![Happening::Created] } else { on }
    }
}

const HAPPENINGS: &[(&str, Happening)] = &[("created", Happening::Created), ("removed", Happening::Removed)];

/// The keys of `bucket(…)`.
pub const KEYS: &[Key] = &[
    Key::new("on", "on = created | removed | [created, removed]", "created", "what happened to the object"),
    Key::new("prefix", "prefix = \"in/\"", "", "only keys that begin so"),
    Key::new("suffix", "suffix = \".pdf\"", "", "only keys that end so"),
];

/// `bucket` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "bucket",
    form: "bucket(Receipts, on = created, prefix = \"in/\", suffix = \".pdf\")",
    doc: "objects written to a bucket or removed from it",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Bucket> {
    let mut reader = Reader::new("`bucket(…)`", KEYS, at, arguments, diagnostics);
    let subject = reader.subject("bucket(Receipts)");
    let on = reader.words("on", HAPPENINGS).unwrap_or_default();
    let prefix = filter(&mut reader, "prefix");
    let suffix = filter(&mut reader, "suffix");
    reader.finish();
    Some(Bucket { subject: subject?, on, prefix, suffix })
}

/// Reads the beginning or end of keys.
fn filter(reader: &mut Reader<'_>, key: &str) -> Option<Spanned<String>> {
    let text = reader.text(key)?;
    let length = u64::try_from(text.value.len()).unwrap_or(u64::MAX);
    if let Some(fault) = limits::BUCKET_FILTER.length_fault(key, length) {
        reader.wrong(codes::OUT_OF_RANGE, text.span, fault, limits::BUCKET_FILTER.source);
    }
    // Amazon S3 user guide, event notifications filtered by object key names (2026-11).
    if text.value.contains('*') {
        let help = "write the beginning or the end of the keys itself, such as `suffix = \".jpg\"`";
        reader.wrong(codes::WRONG_VALUE, text.span, format!("S3 takes no `*` in a `{key}`"), help);
    }
    Some(text)
}
