//! `Stream`: records for a Kinesis stream.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{json, plain};
use crate::Result;
use crate::backend::{self, Later, StreamRecord};
use crate::can::{self, Allows, kind};
use crate::invoke::Invocation;
use crate::resource;
use crate::signature::{Grants, Parameter};

/// Records of the stream `S`: `Stream<Clicks, can::Put>`.
pub struct Stream<S, C> {
    backend: Arc<dyn backend::Stream>,
    of: PhantomData<fn() -> (S, C)>,
}

plain!(Stream<S, C>);

impl<S, C> Stream<S, C>
where
    S: resource::Stream,
    C: can::Set<kind::Stream>,
{
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Stream>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// Puts a record into the stream; records of one partition key keep their order.
    ///
    /// # Errors
    /// The stream cannot be reached, or the record is larger than it takes (1 MiB in Kinesis).
    pub fn put<I>(&self, partition_key: &str, record: &S::Record) -> Later<'_, ()>
    where
        C: Allows<can::Put, I>,
    {
        self.put_batch([(partition_key, record)])
    }

    /// Puts any number of records, each with its partition key; some may be put when another fails.
    ///
    /// # Errors
    /// As [`Stream::put`].
    pub fn put_batch<'a, I>(&self, records: impl IntoIterator<Item = (&'a str, &'a S::Record)>) -> Later<'_, ()>
    where
        C: Allows<can::Put, I>,
    {
        let record =
            |(key, record): (&str, &S::Record)| Ok(StreamRecord { partition_key: key.to_owned(), data: json(record)? });
        let records = records.into_iter().map(record).collect::<Result<_>>();
        Box::pin(async move { self.backend.put(records?).await })
    }
}

impl<K, S, C> Parameter<K> for Stream<S, C>
where
    S: resource::Stream,
    C: can::Set<kind::Stream>,
{
    fn grants(grants: &mut Grants) {
        grants.add(S::KIND, S::ID, C::names());
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.stream(S::ID)?))
    }
}
