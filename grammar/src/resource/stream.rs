//! `#[stream]`: a Kinesis stream.

use super::keys;
use crate::args::Reader;
use crate::item::Struct;
use crate::key::{Key, Kind};
use crate::limits;
use crate::span::Spanned;
use crate::value::Duration;

/// A Kinesis stream.
#[derive(Clone, Debug)]
pub struct Stream {
    /// How many shards; `None` leaves it to AWS.
    pub shards: Option<Spanned<u32>>,
    /// How long a record is kept.
    pub retention: Option<Spanned<Duration>>,
}

/// `#[stream]` in the list of resources.
pub const KIND: Kind = Kind {
    name: "stream",
    form: "#[stream(shards = 2)] struct Clicks(Click);",
    doc: "a Kinesis stream; the record type is inside",
    keys: keys![
        Key::new("shards", "shards = 2", "on demand", "how many shards; without it AWS scales the stream"),
        Key::new("retention", "retention = \"24h\"", "24h", "how long a record is kept, 24h to 365d"),
    ],
};

/// Reads the keys of its own.
pub fn parse(reader: &mut Reader<'_>, item: &Struct) -> Stream {
    super::check_one_inside("stream", item, reader.diagnostics);
    Stream {
        shards: reader.integer("shards", &limits::STREAM_SHARDS),
        retention: reader.duration("retention", &limits::STREAM_RETENTION),
    }
}
