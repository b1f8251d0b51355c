//! Messages of a queue: each has its own end, and a FIFO queue keeps the order within a group.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::batch::{self, Part};
use super::one::One;
use crate::Result;
use crate::invoke::{Incoming, Trace, trace};

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "messageId")]
    id: String,
    body: String,
    #[serde(default)]
    attributes: Attributes,
    #[serde(rename = "messageAttributes", default)]
    said: BTreeMap<String, Said>,
    #[serde(rename = "eventSourceARN", default)]
    queue: String,
}

#[derive(Default, Deserialize)]
struct Attributes {
    #[serde(rename = "MessageGroupId")]
    group: Option<String>,
    #[serde(rename = "AWSTraceHeader")]
    trace: Option<String>,
}

/// An attribute that the sender gave the message. One of bytes has no text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    string_value: Option<String>,
}

impl Record {
    /// The group within which the order counts. In a queue that is not FIFO, a group is only about fair shares.
    fn group(&mut self) -> Option<String> {
        let is_fifo = self.queue.rsplit_once('.').is_some_and(|(_, kind)| kind == "fifo");
        is_fifo.then(|| self.attributes.group.take().unwrap_or_default())
    }

    fn trace(&self) -> Trace {
        let said = |name| self.said.get(name).and_then(|it| it.string_value.as_deref());
        Trace::new(self.attributes.trace.as_deref(), said(trace::PARENT), said(trace::STATE))
    }
}

/// Handles a batch and reports the messages that come again: those that failed, and of a FIFO queue those that stood
/// behind one in its group.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let event: Event = one.read(event)?;
    let names: Vec<String> = event.records.iter().map(|record| record.id.clone()).collect();
    let parts = event.records.into_iter().map(|mut record| {
        let group = record.group();
        let trace = record.trace();
        (group, Part { name: record.id, trace, incoming: Ok(Incoming::Message(record.body)) })
    });
    let handled = batch::run(one, parts.collect()).await;
    batch::report(batch::failed(&names, &handled))
}
