//! `table(Order)`: changes of a table.

use super::{FROM, From};
use crate::args::{Argument, PathNode, Reader};
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::limits;
use crate::span::{Span, Spanned};

/// Changes of a table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The table.
    pub subject: Spanned<PathNode>,
    /// Which changes; empty for all.
    pub on: Vec<Spanned<Change>>,
    /// The most changes at once; 1 to 10,000.
    pub batch: Option<Spanned<u32>>,
    /// Where to begin.
    pub from: Option<Spanned<From>>,
}

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A new item.
    Insert,
    /// An item with other contents.
    Modify,
    /// An item that is gone.
    Remove,
}

const CHANGES: &[(&str, Change)] =
    &[("insert", Change::Insert), ("modify", Change::Modify), ("remove", Change::Remove)];

/// The most changes at once, where nothing is written.
pub const BATCH: u32 = 100;

/// The keys of `table(…)`.
pub const KEYS: &[Key] = &[
    Key::new("on", "on = [insert, modify, remove]", "all", "which changes"),
    Key::new("batch", "batch = 100", "100", "the most changes at once, 1 to 10,000"),
    Key::new(
        "from",
        "from = latest | oldest",
        "latest",
        "where to begin when the function is first deployed; by `latest` AWS may miss what comes while that is done",
    ),
];

/// `table` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "table",
    form: "table(Order, on = [insert, modify], batch = 100, from = latest)",
    doc: "changes of a table with a `stream`, in order for each key",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Table> {
    let mut reader = Reader::new("`table(…)`", KEYS, at, arguments, diagnostics);
    let subject = reader.subject("table(Order)");
    let on = reader.words("on", CHANGES).unwrap_or_default();
    let batch = reader.integer("batch", &limits::MAPPING_BATCH);
    let from = reader.choice("from", FROM);
    reader.finish();
    Some(Table { subject: subject?, on, batch, from })
}
