//! `watershed.yaml` as a tree whose every value knows its place. The only file that reads YAML.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, normal};

use super::FILE;

/// A value and where it is written.
pub type Node = Spanned<Content>;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing, as in `dev:`
    Empty,
    /// `true` or `false`
    Flag(bool),
    /// A number without quotes.
    Number(Number),
    /// Text.
    Text(String),
    /// `[a, b]`
    List(Vec<Node>),
    /// `{ a: b }`
    Map(Vec<(Spanned<String>, Node)>),
}

/// A number. Where a text is wanted, `1.10` is not `1.1` and `012` is not `12`.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// What it is, where it is a whole number.
    pub whole: Option<i64>,
    /// How it is written, or else what was read.
    pub text: String,
    /// Whether the text is how it is written; an alias stands for what is written elsewhere.
    pub is_written: bool,
}

impl Content {
    /// What it is, for messages.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Empty => "nothing",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    /// The texts of a list that has some and nothing else.
    pub fn texts(&self) -> Option<Vec<&str>> {
        let Self::List(items) = self else { return None };
        let mut texts = Vec::new();
        for item in items {
            let Self::Text(text) = &item.value else { return None };
            texts.push(text.as_str());
        }
        // What is long is no list of names.
        (1..=9).contains(&texts.len()).then_some(texts)
    }
}

/// Reads a file.
pub fn read(text: &str) -> Result<Node, Box<Diagnostic>> {
    match serde_saphyr::from_str::<Placed>(text) {
        Ok(placed) => Ok(as_written(placed.0, text)),
        Err(error) => {
            // The first line is `error: line 2 column 15: reason`, and the place is shown anyway.
            let said = error.to_string();
            let first = said.lines().next().unwrap_or_default();
            let reason = first.splitn(3, ": ").last().unwrap_or(first);
            let message = format!("`watershed.yaml` cannot be read: {}", in_our_words(reason));
            Err(Box::new(match error.location() {
                Some(location) => Diagnostic::error(codes::BAD_SETTINGS, at(text, location), message),
                None => Diagnostic::without_place(codes::BAD_SETTINGS, message),
            }))
        }
    }
}

/// The node as Terraform reads its texts, and a report of each that it would change. What cargo alone reads stays.
pub fn normal(node: Node, text: &str, diagnostics: &mut Diagnostics) -> Node {
    let Content::Map(entries) = node.value else { return of_terraform(node, text, diagnostics) };
    let entries = entries.into_iter().map(|(key, value)| match key.value.as_str() {
        "binary" | "features" => (key, value),
        _ => entry(key, value, text, diagnostics),
    });
    Spanned::new(Content::Map(entries.collect()), node.span)
}

fn of_terraform(node: Node, text: &str, diagnostics: &mut Diagnostics) -> Node {
    let value = match node.value {
        Content::Text(value) => Content::Text(normal_text(value, node.span, text, diagnostics)),
        Content::List(items) => {
            Content::List(items.into_iter().map(|item| of_terraform(item, text, diagnostics)).collect())
        }
        Content::Map(entries) => {
            Content::Map(entries.into_iter().map(|(key, value)| entry(key, value, text, diagnostics)).collect())
        }
        other => other,
    };
    Spanned::new(value, node.span)
}

fn entry(key: Spanned<String>, value: Node, text: &str, diagnostics: &mut Diagnostics) -> (Spanned<String>, Node) {
    let key = Spanned::new(normal_text(key.value, key.span, text, diagnostics), key.span);
    (key, of_terraform(value, text, diagnostics))
}

fn normal_text(value: String, span: Span, text: &str, diagnostics: &mut Diagnostics) -> String {
    let raw = text.get(span.start as usize..span.end as usize).unwrap_or_default();
    diagnostics.extend_some(normal::fault(&value, span, raw == value || raw.starts_with(['"', '\''])));
    normal::other_form(&value).unwrap_or(value)
}

/// The node with every number as it is written.
fn as_written(node: Node, text: &str) -> Node {
    let raw = text.get(node.span.start as usize..node.span.end as usize).unwrap_or_default();
    let is_plain = !raw.is_empty() && raw.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte));
    let value = match node.value {
        Content::Number(number) if is_plain => {
            Content::Number(Number { text: raw.to_owned(), is_written: true, ..number })
        }
        Content::List(items) => Content::List(items.into_iter().map(|item| as_written(item, text)).collect()),
        Content::Map(entries) => {
            Content::Map(entries.into_iter().map(|(key, value)| (key, as_written(value, text))).collect())
        }
        other => other,
    };
    Spanned::new(value, node.span)
}

/// What the reader of YAML says to programmers, said to the person who wrote the file.
fn in_our_words(reason: &str) -> String {
    if let Some(key) = reason.strip_prefix("duplicate mapping key: ") {
        let key = key.rsplit_once(", set ").map_or(key, |(key, _)| key);
        return format!("`{key}` is written twice");
    }
    if reason.starts_with("multiple YAML documents") {
        return "it holds several documents, and one is expected".to_owned();
    }
    reason.to_owned()
}

/// The character at a line and column; errors of the syntax have no offset.
fn at(text: &str, location: serde_saphyr::Location) -> Span {
    let (line, column) = (usize::try_from(location.line()), usize::try_from(location.column()));
    let (line, column) = (line.unwrap_or(1).max(1), column.unwrap_or(1).max(1));
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &text[before..];
    let start = before + rest.char_indices().nth(column - 1).map_or(rest.len(), |(byte, _)| byte);
    let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
    let number = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span { file: FILE, start: number(start), end: number(end) }
}

fn place(span: serde_saphyr::Span) -> Span {
    let number = |value: Option<u64>| value.and_then(|value| u32::try_from(value).ok());
    let start = number(span.byte_offset()).unwrap_or_default();
    let length = number(span.byte_len()).unwrap_or_default();
    Span { file: FILE, start, end: start.saturating_add(length) }
}

struct Placed(Node);

impl<'de> Deserialize<'de> for Placed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_saphyr::Spanned::<Plain>::deserialize(deserializer)?;
        Ok(Self(Spanned::new(spanned.value.0, place(spanned.referenced.span()))))
    }
}

struct Plain(Content);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

fn number(whole: Option<i64>, text: String) -> Content {
    Content::Number(Number { whole, text, is_written: false })
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a setting")
    }

    fn visit_unit<E>(self) -> Result<Content, E> {
        Ok(Content::Empty)
    }

    fn visit_none<E>(self) -> Result<Content, E> {
        Ok(Content::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Content, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Content, E> {
        Ok(Content::Flag(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Content, E> {
        Ok(number(Some(value), value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Content, E> {
        Ok(number(i64::try_from(value).ok(), value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Content, E> {
        Ok(number(None, value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Content, E> {
        Ok(Content::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Content, E> {
        Ok(Content::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Content, A::Error> {
        let mut list = Vec::new();
        while let Some(Placed(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Content::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Content, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key::<serde_saphyr::Spanned<String>>()? {
            let Placed(value) = entries.next_value()?;
            map.push((Spanned::new(key.value, place(key.referenced.span())), value));
        }
        Ok(Content::Map(map))
    }
}
