//! `#[queue]`: an SQS queue with a dead-letter queue.

use super::keys;
use crate::args::Reader;
use crate::item::Struct;
use crate::key::{Key, Kind};
use crate::limits;
use crate::span::Spanned;
use crate::value::Duration;

/// An SQS queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Whether the order within a group is kept.
    pub fifo: bool,
    /// How often a message is received before it goes to the dead-letter queue.
    pub retries: Option<Spanned<u32>>,
    /// How long a message is kept.
    pub retention: Option<Spanned<Duration>>,
    /// How long a message waits before it is delivered.
    pub delay: Option<Spanned<Duration>>,
}

/// Receives before a message goes to the dead-letter queue, where nothing is written.
pub const RETRIES: u32 = 5;

/// How long a message is kept, where nothing is written.
pub const RETENTION: Duration = Duration::from_seconds(4 * 86_400);

/// `#[queue]` in the list of resources.
pub const KIND: Kind = Kind {
    name: "queue",
    form: "#[queue(retries = 5)] struct Charges(Charge);",
    doc: "an SQS queue, always with a dead-letter queue; the message type is inside",
    keys: keys![
        Key::flag("fifo", "keep the order within a group; AWS cannot change it later"),
        Key::new("retries", "retries = 5", "5", "receives before a message goes to the dead-letter queue, 1 to 1,000"),
        Key::new("retention", "retention = \"4d\"", "4d", "how long a message is kept, 1m to 14d"),
        Key::new("delay", "delay = \"10s\"", "0s", "how long a message waits before it is delivered, up to 15m"),
    ],
};

/// Reads the keys of its own.
pub fn parse(reader: &mut Reader<'_>, item: &Struct) -> Queue {
    super::check_one_inside("queue", item, reader.diagnostics);
    Queue {
        fifo: reader.flag("fifo").is_some_and(|flag| flag.value),
        retries: reader.integer("retries", &limits::QUEUE_RECEIVES),
        retention: reader.duration("retention", &limits::QUEUE_RETENTION),
        delay: reader.duration("delay", &limits::QUEUE_DELAY),
    }
}
