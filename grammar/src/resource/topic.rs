//! `#[topic]`: an SNS topic.

use super::keys;
use crate::args::Reader;
use crate::item::Struct;
use crate::key::{Key, Kind};

/// An SNS topic.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Whether the order within a group is kept.
    pub fifo: bool,
}

/// `#[topic]` in the list of resources.
pub const KIND: Kind = Kind {
    name: "topic",
    form: "#[topic] struct OrderPaid(Paid);",
    doc: "an SNS topic; the message type is inside",
    keys: keys![Key::flag("fifo", "keep the order within a group; AWS cannot change it later")],
};

/// Reads the keys of its own.
pub fn parse(reader: &mut Reader<'_>, item: &Struct) -> Topic {
    super::check_one_inside("topic", item, reader.diagnostics);
    Topic { fifo: reader.flag("fifo").is_some_and(|flag| flag.value) }
}
