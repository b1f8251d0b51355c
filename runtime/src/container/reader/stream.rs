//! The records of a Kinesis stream.

use std::sync::Arc;
use std::time::SystemTime;

use aws_sdk_kinesis::primitives::DateTime;
use aws_sdk_kinesis::types::{Record as Written, ShardIteratorType as Type};

use super::{Entry, From, Shard, Source};
use crate::aws::{Clients, fault};
use crate::invoke::Incoming;
use crate::{Error, Record, Result};

/// The most records of one answer (Kinesis API, 2026-11).
const MOST: u32 = 10_000;

/// A stream of Kinesis.
pub struct Stream {
    /// The clients of AWS.
    pub clients: Arc<Clients>,
    /// Its name, or its ARN.
    pub told: String,
}

impl Stream {
    /// How requests name it: by its name, or by its ARN.
    fn named(&self) -> (Option<String>, Option<String>) {
        let is_arn = self.told.starts_with("arn:");
        ((!is_arn).then(|| self.told.clone()), is_arn.then(|| self.told.clone()))
    }
}

impl Source for Stream {
    fn name(&self) -> &str {
        &self.told
    }

    async fn shards(&self) -> Result<Vec<Shard>> {
        let (mut shards, mut token) = (Vec::new(), None);
        loop {
            let request = self.clients.kinesis().await.list_shards();
            // A token stands for the stream.
            let (name, arn) = if token.is_some() { (None, None) } else { self.named() };
            let answer = request.set_stream_name(name).set_stream_arn(arn).set_next_token(token).send().await;
            let answer = answer.map_err(|error| fault("the stream's shards cannot be listed", error))?;
            shards.extend(answer.shards.unwrap_or_default().into_iter().map(|it| {
                let parents = it.parent_shard_id.into_iter().chain(it.adjacent_parent_shard_id);
                Shard { id: it.shard_id, parents: parents.collect() }
            }));
            token = answer.next_token;
            if token.is_none() {
                return Ok(shards);
            }
        }
    }

    async fn iterator(&self, shard: &str, from: &From) -> Result<String> {
        let (name, arn) = self.named();
        let request = self.clients.kinesis().await.get_shard_iterator().shard_id(shard);
        let request = request.set_stream_name(name).set_stream_arn(arn);
        let request = match from {
            From::Oldest => request.shard_iterator_type(Type::TrimHorizon),
            From::Since(time) => request.shard_iterator_type(Type::AtTimestamp).timestamp(DateTime::from(*time)),
            From::After(sequence) => {
                request.shard_iterator_type(Type::AfterSequenceNumber).starting_sequence_number(sequence)
            }
        };
        let answer = request.send().await.map_err(|error| fault("a shard cannot be read", error))?;
        answer.shard_iterator.ok_or_else(|| Error::new("a shard has no beginning"))
    }

    async fn records(&self, iterator: &str, most: u32) -> Result<(Vec<Entry>, Option<String>)> {
        let most = i32::try_from(most.min(MOST)).unwrap_or(1);
        let (_, arn) = self.named();
        let request = self.clients.kinesis().await.get_records().shard_iterator(iterator).set_stream_arn(arn);
        let answer = request.limit(most).send().await.map_err(|error| fault("records cannot be read", error))?;
        Ok((answer.records.into_iter().map(entry).collect(), answer.next_shard_iterator))
    }
}

fn entry(record: Written) -> Entry {
    let (sequence, key) = (record.sequence_number, record.partition_key.unwrap_or_default());
    let at = record.approximate_arrival_timestamp.and_then(|it| SystemTime::try_from(it).ok());
    let data = String::from_utf8(record.data.into_inner());
    let brings = data
        .map_err(|_| "the record is no JSON: it is not even text".to_owned())
        .map(|data| Incoming::Record(Record { partition_key: key.clone(), sequence_number: sequence.clone(), data }));
    Entry { sequence, key, at, brings: Some(brings) }
}
