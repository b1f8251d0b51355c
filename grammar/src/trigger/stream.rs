//! `stream(Clicks)`: records of a stream.

use super::{FROM, From};
use crate::args::{Argument, PathNode, Reader};
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::limits;
use crate::span::{Span, Spanned};

/// Records of a stream.
#[derive(Clone, Debug)]
pub struct Stream {
    /// The stream.
    pub subject: Spanned<PathNode>,
    /// The most records at once; 1 to 10,000.
    pub batch: Option<Spanned<u32>>,
    /// How many batches of one shard at once; 1 to 10.
    pub parallel: Option<Spanned<u32>>,
    /// Where to begin.
    pub from: Option<Spanned<From>>,
}

/// The most records at once, where nothing is written.
pub const BATCH: u32 = 100;

/// The keys of `stream(…)`.
pub const KEYS: &[Key] = &[
    Key::new("batch", "batch = 100", "100", "the most records at once, 1 to 10,000"),
    Key::new("parallel", "parallel = 4", "1", "how many batches of one shard at once, 1 to 10"),
    Key::new(
        "from",
        "from = latest | oldest",
        "latest",
        "where to begin when the function is first deployed; by `latest` AWS may miss what comes while that is done",
    ),
];

/// `stream` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "stream",
    form: "stream(Clicks, batch = 100, parallel = 4, from = latest)",
    doc: "records of a stream, in order for each key",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Stream> {
    let mut reader = Reader::new("`stream(…)`", KEYS, at, arguments, diagnostics);
    let subject = reader.subject("stream(Clicks)");
    let batch = reader.integer("batch", &limits::MAPPING_BATCH);
    let parallel = reader.integer("parallel", &limits::STREAM_PARALLEL);
    let from = reader.choice("from", FROM);
    reader.finish();
    Some(Stream { subject: subject?, batch, parallel, from })
}
