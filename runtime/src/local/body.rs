//! What waits for a function: the message, change, object, … as it is handed over, any number of times.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::backend::Item;
use crate::invoke::Incoming;
use crate::{Change, Event, Happening, Object, Record};

/// What waits for a function.
#[derive(Clone, Debug)]
pub enum Body {
    /// JSON of a message.
    Message(String),
    /// A change of a table.
    Change(Change<Item>),
    /// An object of a bucket.
    Object(Object),
    /// An event of a bus.
    Event(Event<Value>),
    /// A record of a stream.
    Record(Record<String>),
    /// JSON of a call's input.
    Call(String),
    /// The time of a schedule.
    Tick(SystemTime),
}

impl Body {
    /// What a trigger brought; nothing of requests, and where a service starts.
    #[cfg(all(feature = "testing", feature = "sqs"))]
    pub fn of(incoming: Incoming) -> Option<Self> {
        Some(match incoming {
            Incoming::Message(body) => Self::Message(body),
            Incoming::Change(change) => Self::Change(change),
            Incoming::Object(object) => Self::Object(object),
            Incoming::Event(event) => Self::Event(event),
            Incoming::Record(record) => Self::Record(record),
            Incoming::Call(input) => Self::Call(input),
            Incoming::Tick(time) => Self::Tick(time),
            Incoming::Request(_) | Incoming::Start => return None,
        })
    }

    /// As a function gets it.
    pub fn incoming(&self) -> Incoming {
        match self.clone() {
            Self::Message(body) => Incoming::Message(body),
            Self::Change(change) => Incoming::Change(change),
            Self::Object(object) => Incoming::Object(object),
            Self::Event(event) => Incoming::Event(event),
            Self::Record(record) => Incoming::Record(record),
            Self::Call(input) => Incoming::Call(input),
            Self::Tick(time) => Incoming::Tick(time),
        }
    }

    /// As a person looks at it, and as `data` of the console takes it.
    pub fn shown(&self) -> Value {
        let read = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
        match self {
            Self::Message(text) | Self::Call(text) => read(text),
            Self::Change(change) => json!({ "old": change.before(), "new": change.after() }),
            Self::Object(object) => {
                json!({ "key": object.key, "size": object.size, "happened": happened(object.happened) })
            }
            Self::Event(Event { id, source, detail_type, detail }) => {
                json!({ "id": id, "source": source, "detail_type": detail_type, "detail": detail })
            }
            Self::Record(record) => json!({ "partition_key": record.partition_key, "data": read(&record.data) }),
            Self::Tick(time) => json!(time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()),
        }
    }
}

/// As the attribute writes it.
pub fn happened(happening: Happening) -> &'static str {
    match happening {
        Happening::Created => "created",
        Happening::Removed => "removed",
    }
}
