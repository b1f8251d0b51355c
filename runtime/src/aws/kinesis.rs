//! Streams: Amazon Kinesis.

use std::sync::Arc;

use aws_sdk_kinesis::primitives::Blob;
use aws_sdk_kinesis::types::PutRecordsRequestEntry;

use super::batch::{Batched, Limits, Refused, send_all, why};
use super::clients::Clients;
use super::fault::fault;
use crate::Result;
use crate::backend::{self, Later, StreamRecord};

/// A stream.
pub struct Stream {
    id: &'static str,
    /// Its name or its ARN.
    place: String,
    clients: Arc<Clients>,
}

impl Stream {
    /// A stream that nobody has asked for yet.
    pub fn new(id: &'static str, place: String, clients: Arc<Clients>) -> Self {
        Self { id, place, clients }
    }
}

impl Batched for Stream {
    type Message = StreamRecord;
    /// Kinesis quotas (2026-11).
    const LIMITS: Limits = Limits { count: 500, bytes: 5 << 20, each: 1 << 20 };

    fn what(&self) -> String {
        format!("the stream `{}`", self.id)
    }

    fn bytes(record: &StreamRecord) -> usize {
        record.partition_key.len() + record.data.len()
    }

    /// Kinesis may refuse one record of a key and take the next, and never puts them back into order.
    fn lane<'m>(&self, record: &'m StreamRecord) -> Option<&'m str> {
        Some(&record.partition_key)
    }

    async fn send(&self, batch: &[&StreamRecord]) -> Result<Vec<Refused>> {
        let entry = |record: &&StreamRecord| {
            let data = Blob::new(record.data.as_bytes());
            Ok(PutRecordsRequestEntry::builder().partition_key(&record.partition_key).data(data).build()?)
        };
        let entries = batch.iter().map(entry).collect::<Result<_>>()?;
        let request = self.clients.kinesis().await.put_records().set_records(Some(entries));
        let by_arn = self.place.starts_with("arn:");
        let request = if by_arn { request.stream_arn(&self.place) } else { request.stream_name(&self.place) };
        let answer = request.send().await;
        let answer = answer.map_err(|error| fault(&format!("{} cannot be written to", self.what()), error))?;
        let refused = answer.records.into_iter().enumerate().filter(|(_, it)| it.error_code.is_some());
        let refused = refused.map(|(index, it)| Refused {
            index,
            again: matches!(it.error_code(), Some("InternalFailure" | "ProvisionedThroughputExceededException")),
            why: why(it.error_code(), it.error_message()),
        });
        Ok(refused.collect())
    }
}

impl backend::Stream for Stream {
    fn put(&self, records: Vec<StreamRecord>) -> Later<'_, ()> {
        Box::pin(send_all(self, records))
    }
}
