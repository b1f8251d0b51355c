//! Records of a stream, in order for each partition key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::batch::{self, Part};
use super::one::One;
use crate::invoke::{Incoming, Trace};
use crate::{Error, Result};

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "Records")]
    records: Vec<Outer>,
}

#[derive(Deserialize)]
struct Outer {
    kinesis: Record,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    partition_key: String,
    sequence_number: String,
    data: String,
}

impl Record {
    fn read(self) -> Result<crate::Record<String>> {
        let data = STANDARD.decode(self.data)?;
        let data = String::from_utf8(data).map_err(|_| Error::new("the record is no JSON: it is not even text"))?;
        Ok(crate::Record { partition_key: self.partition_key, sequence_number: self.sequence_number, data })
    }
}

/// Handles a batch and reports the first record that failed.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let event: Event = one.read(event)?;
    let parts = event.records.into_iter().map(|Outer { kinesis: record }| {
        let (key, name) = (record.partition_key.clone(), record.sequence_number.clone());
        (Some(key), Part { name, trace: Trace::default(), incoming: record.read().map(Incoming::Record) })
    });
    handle(one, parts.collect()).await
}

/// Handles a batch of one shard, in the order of the shard, and reports the first that failed.
///
/// AWS Lambda goes on at that one: all behind it come again, those that were handled too. They are handled all the
/// same, and not left alone after the first failure. When AWS Lambda gives up it puts what was left of the batch into
/// the dead-letter queue as one range, and what nobody had ever tried would be lost in it. A stream hands over at
/// least once anyway. Only what stands behind a failure under the same key waits for it.
pub async fn handle(one: &One, parts: Vec<(Option<String>, Part)>) -> Result<Box<RawValue>> {
    let names: Vec<String> = parts.iter().map(|(_, part)| part.name.clone()).collect();
    let handled = batch::run(one, parts).await;
    batch::report(batch::failed(&names, &handled).take(1))
}
