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

/// A filter as S3 compares it with encoded keys: a space is `+`, what is special is percent-encoded (Amazon S3 user
/// guide, event notifications filtered by object key names, 2026-11).
pub fn encoded(filter: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!'()/".contains(&byte);
    let one = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    filter.bytes().map(one).collect()
}

/// Reads the beginning or end of keys; what is sent of it has a length.
fn filter(reader: &mut Reader<'_>, key: &str) -> Option<Spanned<String>> {
    let text = reader.text(key)?;
    let length = u64::try_from(encoded(&text.value).len()).unwrap_or(u64::MAX);
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

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_filter_is_what_tests_against_aws_write() {
        for (text, sent) in [
            ("in/a-b_c.d!'()", "in/a-b_c.d!'()"),
            ("my files/", "my+files/"),
            ("a+b%20", "a%2Bb%2520"),
            ("gr\u{f6}\u{df}e/", "gr%C3%B6%C3%9Fe/"),
            ("~@:=\"", "%7E%40%3A%3D%22"),
        ] {
            assert_eq!(encoded(text), sent);
        }
    }
}
