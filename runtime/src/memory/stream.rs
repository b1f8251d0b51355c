//! A stream in memory.

use super::{Shared, fixture, message, ready};
use crate::backend::{self, Later, StreamRecord};
use crate::can::{self, kind};
use crate::resource;

fixture! {
    /// A stream in memory: it keeps the records.
    Stream<S: Stream> on Shared<Vec<StreamRecord>>
}

impl<S: resource::Stream> Stream<S> {
    /// A stream without records.
    pub fn new() -> Self {
        Self::default()
    }

    /// A handle for a function.
    pub fn handle<C: can::Set<kind::Stream>>(&self) -> crate::Stream<S, C> {
        crate::Stream::on(self.shared.clone())
    }

    /// The partition keys and records, in order.
    ///
    /// # Panics
    /// The record type does not read what it writes.
    pub fn records(&self) -> Vec<(String, S::Record)> {
        self.shared.lock().iter().map(|it| (it.partition_key.clone(), message(&it.data))).collect()
    }
}

impl backend::Stream for Shared<Vec<StreamRecord>> {
    fn put(&self, records: Vec<StreamRecord>) -> Later<'_, ()> {
        self.lock().extend(records);
        ready(Ok(()))
    }
}
