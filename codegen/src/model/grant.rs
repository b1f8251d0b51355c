//! What a signature allows.

use std::collections::BTreeSet;

use watershed_grammar::Span;

use super::component::{FunctionId, ResourceId};

/// Something that a handle can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// Read one.
    Get,
    /// Read several by their keys.
    BatchGet,
    /// Read those of a key.
    Query,
    /// Read all.
    Scan,
    /// Write one.
    Put,
    /// Change one.
    Update,
    /// Remove one.
    Delete,
    /// Write and remove several.
    BatchWrite,
    /// List names.
    List,
    /// Make URLs that others can use for a while.
    Presign,
    /// Send to a queue.
    Send,
    /// Publish to a topic.
    Publish,
    /// Call a function.
    Call,
}

/// What a handle reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A resource.
    Resource(ResourceId),
    /// A function.
    Function(FunctionId),
}

/// What one handle, or the return value, allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What it reaches.
    pub to: Reach,
    /// What it can do there.
    pub capabilities: BTreeSet<Capability>,
    /// Where the handle is written.
    pub at: Span,
}

/// What a function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing.
    Nothing,
    /// An answer to whoever waits.
    Response,
    /// A message for a queue.
    Send(ResourceId),
    /// A message for a topic.
    Publish(ResourceId),
}

impl Capability {
    /// The capability of a marker in `can`.
    pub fn of_marker(name: &str) -> Option<Self> {
        Some(match name {
            "can::Get" => Self::Get,
            "can::BatchGet" => Self::BatchGet,
            "can::Query" => Self::Query,
            "can::Scan" => Self::Scan,
            "can::Put" => Self::Put,
            "can::Update" => Self::Update,
            "can::Delete" => Self::Delete,
            "can::BatchWrite" => Self::BatchWrite,
            "can::List" => Self::List,
            "can::Presign" => Self::Presign,
            _ => return None,
        })
    }

    /// Its name, as it is written behind `can::`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "Get",
            Self::BatchGet => "BatchGet",
            Self::Query => "Query",
            Self::Scan => "Scan",
            Self::Put => "Put",
            Self::Update => "Update",
            Self::Delete => "Delete",
            Self::BatchWrite => "BatchWrite",
            Self::List => "List",
            Self::Presign => "Presign",
            Self::Send => "Send",
            Self::Publish => "Publish",
            Self::Call => "Call",
        }
    }
}

/// What the handles for a kind of resource can do at all.
pub fn possible(kind: &str) -> &'static [Capability] {
    use Capability::{BatchGet, BatchWrite, Delete, Get, List, Presign, Publish, Put, Query, Scan, Send, Update};
    match kind {
        "table" => &[Get, BatchGet, Query, Scan, Put, Update, Delete, BatchWrite],
        "bucket" => &[Get, Put, Delete, List, Presign],
        "bus" | "stream" => &[Put],
        "queue" => &[Send],
        "topic" => &[Publish],
        "secret" => &[Get],
        _ => &[],
    }
}
