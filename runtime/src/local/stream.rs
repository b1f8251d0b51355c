//! Streams: each function that reads gets every record, in order for each partition key.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::body::Body;
use super::inbox::Inbox;
use super::limits;
use super::queue::posted;
use crate::backend::{self, Later, StreamRecord};
use crate::memory::ready;
use crate::{Record, Result};

/// A stream.
#[derive(Default)]
pub struct Stream {
    /// The queues of those who read.
    pub readers: Vec<Arc<Inbox>>,
    last: AtomicU64,
}

impl Stream {
    fn post(&self, records: Vec<StreamRecord>) -> Result<()> {
        for record in &records {
            limits::size("the record", record.data.len(), limits::RECORD)?;
        }
        for StreamRecord { partition_key, data } in records {
            let sequence_number = self.last.fetch_add(1, Ordering::SeqCst).to_string();
            let record = Record { partition_key: partition_key.clone(), sequence_number, data };
            for inbox in &self.readers {
                inbox.put([(posted(Body::Record(record.clone()), Some(partition_key.clone())), Duration::ZERO)]);
            }
        }
        Ok(())
    }
}

impl backend::Stream for Stream {
    fn put(&self, records: Vec<StreamRecord>) -> Later<'_, ()> {
        ready(self.post(records))
    }
}
