//! The one writer of YAML.
//!
//! Block style, documents apart by `---`. What a person looks for first stands first; everything else is in the order
//! of the alphabet, so that the same objects give the same bytes. How a text is quoted is for the library to say.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::visible::is_hidden;

/// A file.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// What it is, for its reader.
    pub comment: String,
    /// What is in it.
    pub documents: Vec<Document>,
}

/// An object in a file.
#[derive(Clone, Debug)]
pub struct Document {
    comment: String,
    pub(super) value: Value,
}

impl Document {
    /// An object.
    pub fn of(object: &impl Serialize) -> Self {
        // Our objects have texts for keys, so that they are values of JSON always.
        Self { comment: String::new(), value: serde_json::to_value(object).unwrap_or_default() }
    }

    /// Its kind and its name, such as `Deployment storefront`.
    pub fn title(&self) -> String {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (kind, name) = (text(&self.value["kind"]), text(&self.value["metadata"]["name"]));
        format!("{kind} {name}").trim_end().to_owned()
    }

    /// What a reader should know about it.
    #[must_use]
    pub fn comment(self, text: impl Into<String>) -> Self {
        Self { comment: text.into(), ..self }
    }
}

/// The text of a file.
pub fn print(manifest: &Manifest) -> String {
    let mut out = comment(&manifest.comment);
    for (index, document) in manifest.documents.iter().enumerate() {
        if index > 0 || !out.is_empty() {
            out.push_str("---\n");
        }
        out.push_str(&comment(&document.comment));
        match &document.value {
            Value::Object(entries) => object(entries, 0, &mut out),
            other => value(other, 0, &mut out),
        }
    }
    out
}

fn comment(text: &str) -> String {
    let line = |line: &str| {
        let line: String = line.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
        format!("# {line}").trim_end().to_owned() + "\n"
    };
    text.lines().map(line).collect()
}

/// Appends a value behind a key or a dash. `depth` is where the lines below it begin.
fn value(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            for item in items {
                indent(depth, out);
                out.push('-');
                match item {
                    // Its first entry stands behind the dash.
                    Value::Object(entries) if !entries.is_empty() => {
                        out.push(' ');
                        object(entries, depth + 2, out);
                    }
                    other => self::value(other, depth + 2, out),
                }
            }
        }
        Value::Object(entries) if !entries.is_empty() => {
            out.push('\n');
            indent(depth, out);
            object(entries, depth, out);
        }
        Value::String(text) => {
            out.push(' ');
            scalar(text, out);
            out.push('\n');
        }
        // A number, `true`, `null`, `[]` or `{}` is written as in JSON.
        other => {
            // Writing to a text cannot fail.
            let _ = writeln!(out, " {other}");
        }
    }
}

/// Appends the entries of a map in the order in which people write them; the place of the first is there already.
fn object(entries: &Map<String, Value>, depth: usize, out: &mut String) {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by_key(|(key, _)| (rank(key), *key));
    for (index, (key, entry)) in entries.into_iter().enumerate() {
        if index > 0 {
            indent(depth, out);
        }
        self::key(key, out);
        out.push(':');
        value(entry, depth + 2, out);
    }
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', depth));
}

/// Appends a text so that readers of YAML 1.1 and 1.2 read that text.
fn scalar(text: &str, out: &mut String) {
    if is_plain(text) {
        return out.push_str(text);
    }
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    // Writing to a text cannot fail.
    let quoted = serde_saphyr::to_string_with_options(&text, options).unwrap_or_default();
    out.push_str(quoted.trim_end_matches('\n'));
}

/// Appends a text as a key, which wants quotes more often than a value does.
fn key(text: &str, out: &mut String) {
    if is_plain(text) {
        return out.push_str(text);
    }
    let entry = serde_saphyr::to_string(&BTreeMap::from([(text, 0)])).unwrap_or_default();
    out.push_str(entry.strip_suffix(": 0\n").unwrap_or(&entry));
}

/// Whether a text is certain to stand for itself, as nearly all do. What is not certain is for the library to decide.
fn is_plain(text: &str) -> bool {
    /// Words of YAML 1.1 that are no texts.
    const WORDS: [&str; 9] = ["false", "n", "no", "null", "off", "on", "true", "y", "yes"];
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'-' | b'_'))
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// What a reader looks for first.
fn rank(key: &str) -> usize {
    const FIRST: [&str; 7] = ["apiVersion", "kind", "metadata", "name", "namespace", "type", "image"];
    FIRST.iter().position(|first| *first == key).unwrap_or(FIRST.len())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Document, Manifest, print};

    #[test]
    fn what_is_written_is_read_again() {
        let texts = [
            "",
            " ",
            "no",
            "Yes",
            "NULL",
            "~",
            "1:30",
            "0x1f",
            "1e3",
            "-",
            "- a",
            "a: b",
            "a #b",
            "#a",
            "{a",
            "[a",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "\"a",
            "'a",
            "a\nb",
            "a\n",
            "\ta",
            "\u{85}",
            "\u{202e}a",
            "\u{feff}",
            "---",
            "...",
            "2001-01-01",
            ".inf",
            "=",
            "<<",
            "a.b/c-d",
            "ümlaut",
            "a,b",
            "null ",
            "x\u{0}y",
        ];
        let keys = texts
            .iter()
            .map(|text| ((*text).to_owned(), json!({ *text: [text, [text], {}, [], [[], { *text: text }]] })));
        let everything: Value = json!({
            "kind": "K", "metadata": { "name": "n", "b": 1, "a": -1.5 },
            "texts": keys.collect::<serde_json::Map<_, _>>(), "flags": [true, false, null],
        });
        let text = print(&Manifest { comment: "a\nb".to_owned(), documents: vec![Document::of(&everything)] });
        let read: Value = serde_saphyr::from_str(&text).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
        assert_eq!(read, everything, "{text}");
    }
}
