//! `Record`: what a stream brings, in order for each partition key.

use crate::signature::Parameter;
use crate::{resource, trigger};

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

impl<R: resource::Stream> Parameter<trigger::Stream<R>> for Record<R::Record> {}
