//! `queue(Charges)`: messages of a queue.

use crate::args::{Argument, PathNode, Reader};
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::limits;
use crate::span::{Span, Spanned};
use crate::value::Duration;

/// Messages of a queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The queue.
    pub subject: Spanned<PathNode>,
    /// The most messages at once; 1 to 10,000.
    pub batch: Option<Spanned<u32>>,
    /// How long to wait for a full batch.
    pub window: Option<Spanned<Duration>>,
    /// The most functions at once; 2 to 1,000.
    pub concurrency: Option<Spanned<u32>>,
}

/// The most messages at once, where nothing is written.
pub const BATCH: u32 = 10;

/// The keys of `queue(…)`.
pub const KEYS: &[Key] = &[
    Key::new("batch", "batch = 10", "10", "the most messages at once, 1 to 10,000 (10 on a FIFO queue)"),
    Key::new(
        "window",
        "window = \"2s\"",
        "none; 1s above 10 messages",
        "how long to wait for a full batch, up to 300s",
    ),
    Key::new(
        "concurrency",
        "concurrency = 20",
        "",
        "the most of this function at once for this queue, 2 to 1,000; in a container, of each replica",
    ),
];

/// `queue` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "queue",
    form: "queue(Charges, batch = 10, window = \"2s\", concurrency = 20)",
    doc: "messages of a queue; those that fail are reported one by one",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Queue> {
    let mut reader = Reader::new("`queue(…)`", KEYS, at, arguments, diagnostics);
    let subject = reader.subject("queue(Charges)");
    let batch = reader.integer("batch", &limits::MAPPING_BATCH);
    let window = reader.duration("window", &limits::MAPPING_WINDOW);
    let concurrency = reader.integer("concurrency", &limits::MAPPING_CONCURRENCY);
    reader.finish();
    Some(Queue { subject: subject?, batch, window, concurrency })
}
