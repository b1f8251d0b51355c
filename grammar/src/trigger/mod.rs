//! What starts a function. One file a kind; [`KINDS`] is the one list of them.

pub mod bucket;
pub mod call;
pub mod event;
pub mod http;
pub mod misplaced;
pub mod queue;
pub mod schedule;
pub mod stream;
pub mod table;
pub mod topic;
pub mod url;

use crate::args::{Argument, Node, PathNode};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::key::Kind;
use crate::span::{Span, Spanned};
use crate::value::Duration;
use crate::{codes, suggest};

/// What starts a function.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// A route of the application's HTTP API.
    Http(http::Http),
    /// A URL of the function's own.
    Url(url::Url),
    /// Messages of a queue.
    Queue(queue::Queue),
    /// Messages of a topic.
    Topic(topic::Topic),
    /// The clock.
    Schedule(schedule::Schedule),
    /// Changes of a table.
    Table(table::Table),
    /// Objects of a bucket.
    Bucket(bucket::Bucket),
    /// Events of a bus.
    Event(event::Event),
    /// Records of a stream.
    Stream(stream::Stream),
    /// A call by another function.
    Call(call::Call),
}

/// Every kind of trigger.
pub const KINDS: &[Kind] = &[
    http::KIND,
    url::KIND,
    queue::KIND,
    topic::KIND,
    schedule::KIND,
    table::KIND,
    bucket::KIND,
    event::KIND,
    stream::KIND,
    call::KIND,
];

impl Trigger {
    /// The word that names the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Http(_) => http::KIND.name,
            Self::Url(_) => url::KIND.name,
            Self::Queue(_) => queue::KIND.name,
            Self::Topic(_) => topic::KIND.name,
            Self::Schedule(_) => schedule::KIND.name,
            Self::Table(_) => table::KIND.name,
            Self::Bucket(_) => bucket::KIND.name,
            Self::Event(_) => event::KIND.name,
            Self::Stream(_) => stream::KIND.name,
            Self::Call(_) => call::KIND.name,
        }
    }

    /// How long one invocation may take where nothing is written: somebody waits for an answer, or nobody does.
    pub fn default_timeout(&self) -> Duration {
        Duration::from_seconds(match self {
            Self::Http(_) | Self::Url(_) | Self::Call(_) => 10,
            Self::Queue(_) | Self::Topic(_) | Self::Table(_) | Self::Bucket(_) | Self::Event(_) | Self::Stream(_) => 60,
            Self::Schedule(_) => 300,
        })
    }

    /// The resource it listens to.
    pub fn subject(&self) -> Option<&Spanned<PathNode>> {
        match self {
            Self::Queue(queue) => Some(&queue.subject),
            Self::Topic(topic) => Some(&topic.subject),
            Self::Table(table) => Some(&table.subject),
            Self::Bucket(bucket) => Some(&bucket.subject),
            Self::Event(event) => event.subject.as_ref(),
            Self::Stream(stream) => Some(&stream.subject),
            Self::Http(_) | Self::Url(_) | Self::Schedule(_) | Self::Call(_) => None,
        }
    }
}

/// Where a stream is read from at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// Only what comes from now on.
    Latest,
    /// Everything that is still there.
    Oldest,
}

/// The words of [`From`].
pub const FROM: &[(&str, From)] = &[("latest", From::Latest), ("oldest", From::Oldest)];

/// The kind of trigger that an argument names, if it names one.
pub fn named(argument: &Argument) -> Option<(&'static Kind, Span)> {
    let (word, span) = match (&argument.key, &argument.node.value) {
        (None, Node::Call(name, _)) => (name.value.as_str(), name.span),
        (None, Node::Path(path)) => (path.word()?, path.span()),
        _ => return None,
    };
    KINDS.iter().find(|kind| kind.name == word).map(|kind| (kind, span))
}

/// What is wrong with a trigger that is written like a knob, as in `http = "GET /orders"`.
pub fn assigned(argument: &Argument) -> Option<Diagnostic> {
    let key = argument.key.as_ref()?;
    let kind = KINDS.iter().find(|kind| kind.name == key.value)?;
    let message = format!("`{}` is a trigger, and no `=` stands behind it", kind.name);
    Some(Diagnostic::error(codes::SYNTAX, key.span, message).help(format!("write it like `{}`", kind.form)))
}

/// Reads the trigger that an argument names.
pub fn parse(argument: Argument, diagnostics: &mut Diagnostics) -> Option<Spanned<Trigger>> {
    let (kind, span) = named(&argument)?;
    let arguments = match argument.node.value {
        Node::Call(_, arguments) => arguments,
        _ => Vec::new(),
    };
    let trigger = match kind.name {
        "http" => http::parse(span, arguments, diagnostics).map(Trigger::Http),
        "url" => url::parse(span, arguments, diagnostics).map(Trigger::Url),
        "queue" => queue::parse(span, arguments, diagnostics).map(Trigger::Queue),
        "topic" => topic::parse(span, arguments, diagnostics).map(Trigger::Topic),
        "schedule" => schedule::parse(span, arguments, diagnostics).map(Trigger::Schedule),
        "table" => table::parse(span, arguments, diagnostics).map(Trigger::Table),
        "bucket" => bucket::parse(span, arguments, diagnostics).map(Trigger::Bucket),
        "event" => event::parse(span, arguments, diagnostics).map(Trigger::Event),
        "stream" => stream::parse(span, arguments, diagnostics).map(Trigger::Stream),
        _ => Some(Trigger::Call(call::parse(span, arguments, diagnostics))),
    };
    trigger.map(|trigger| Spanned::new(trigger, span))
}

/// The error for a first argument that is no trigger.
pub fn unknown(argument: &Argument) -> Diagnostic {
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let (word, span) = match &argument.node.value {
        Node::Call(name, _) => (name.value.clone(), name.span),
        other => (other.word().unwrap_or_default().to_owned(), argument.node.span),
    };
    let message =
        if word.is_empty() { "this is not a trigger".to_owned() } else { format!("`{word}` is not a trigger") };
    Diagnostic::error(codes::UNKNOWN_TRIGGER, span, message).help(suggest::help(&word, &known))
}
