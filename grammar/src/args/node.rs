//! The tree of an attribute's arguments.

use crate::span::{Span, Spanned};

/// One argument between two commas.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The word before `=`.
    pub key: Option<Spanned<String>>,
    /// What stands after it, or the whole argument.
    pub node: Spanned<Node>,
}

impl Argument {
    /// The argument as a person writes it.
    pub fn written(&self) -> String {
        let key = self.key.as_ref().map(|key| format!("{} = ", key.value));
        format!("{}{}", key.unwrap_or_default(), self.node.value.written())
    }
}

/// A value as it is written.
#[derive(Clone, Debug)]
pub enum Node {
    /// `"text"`
    Text(String),
    /// `10`
    Integer(u64),
    /// `true`
    Bool(bool),
    /// `Charges`, `crate::queues::Charges`, `none`
    Path(PathNode),
    /// `cpu(70)`; the span is that of the name.
    Call(Spanned<String>, Vec<Argument>),
    /// `[insert, modify]`
    List(Vec<Spanned<Node>>),
    /// `rate(5 minutes)`: a schedule without its quotes.
    Bare(String),
    /// A literal of another kind as it is written, such as `1.5`, `30s` or `b'x'`.
    Other(String),
    /// What cannot be read, which has been reported.
    Unread,
}

/// A path as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathNode {
    /// Whether it begins with `::`.
    pub global: bool,
    /// Its parts.
    pub segments: Vec<Spanned<String>>,
}

impl PathNode {
    /// From first to last part.
    pub fn span(&self) -> Span {
        match (self.segments.first(), self.segments.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// The word, if the path is a single one.
    pub fn word(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [only] if !self.global => Some(&only.value),
            _ => None,
        }
    }

    /// The path as text.
    pub fn text(&self) -> String {
        let parts: Vec<&str> = self.segments.iter().map(|segment| segment.value.as_str()).collect();
        format!("{}{}", if self.global { "::" } else { "" }, parts.join("::"))
    }
}

impl Node {
    /// The word, if it is a single one.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Path(path) => path.word(),
            _ => None,
        }
    }

    /// The value as a person writes it.
    pub fn written(&self) -> String {
        let list = |items: Vec<String>| items.join(", ");
        match self {
            Self::Text(text) => format!("\"{}\"", text.escape_debug()),
            Self::Integer(number) => number.to_string(),
            Self::Bool(flag) => flag.to_string(),
            Self::Path(path) => path.text(),
            Self::Call(name, inside) => {
                format!("{}({})", name.value, list(inside.iter().map(Argument::written).collect()))
            }
            Self::List(items) => format!("[{}]", list(items.iter().map(|item| item.value.written()).collect())),
            Self::Bare(text) => format!("\"{text}\""),
            Self::Other(text) => text.clone(),
            Self::Unread => "…".to_owned(),
        }
    }

    /// What kind of value this is, for messages.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Integer(_) => "a number",
            Self::Bool(_) => "`true` or `false`",
            Self::Path(_) => "a name",
            Self::Call(..) => "a call",
            Self::List(_) => "a list",
            Self::Bare(_) => "a schedule without quotes",
            Self::Other(_) => "a literal of another kind",
            Self::Unread => "something else",
        }
    }
}
