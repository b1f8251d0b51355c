//! `Record`: what a stream brings, in order for each partition key.

use crate::invoke::Invocation;
use crate::signature::Parameter;
use crate::{Result, resource, trigger};

/// A record of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<T> {
    /// What it was put under.
    pub partition_key: String,
    /// Its place in its shard; a retry has the same.
    pub sequence_number: String,
    /// What it holds.
    pub data: T,
}

impl<R: resource::Stream> Parameter<trigger::Stream<R>> for Record<R::Record> {
    fn take(invocation: &Invocation) -> Result<Self> {
        let Record { partition_key, sequence_number, data } = invocation.record()?.clone();
        Ok(Self { partition_key, sequence_number, data: serde_json::from_str(&data)? })
    }
}
