//! `Bucket`: objects of an S3 bucket.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::plain;
use crate::Result;
use crate::backend::{self, Later};
use crate::can::{self, Allows, kind};
use crate::invoke::Invocation;
use crate::resource;
use crate::signature::{Grants, Parameter};

/// Objects of the bucket `B`, with the capabilities `C`: `Bucket<Receipts, (can::Get, can::Put)>`.
///
/// ```
/// # use std::time::Duration;
/// # use watershed::prelude::*;
/// #[bucket]
/// struct Receipts;
///
/// async fn link(receipts: &Bucket<Receipts, (can::Get, can::Presign)>) -> Result<String> {
///     // Whoever has the URL can read this one object, for ten minutes.
///     receipts.presign_get("receipts/o1.txt", Duration::from_mins(10)).await
/// }
/// ```
pub struct Bucket<B, C> {
    backend: Arc<dyn backend::Bucket>,
    of: PhantomData<fn() -> (B, C)>,
}

plain!(Bucket<B, C>);

impl<B, C> Bucket<B, C>
where
    B: resource::Bucket,
    C: can::Set<kind::Bucket>,
{
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Bucket>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// The contents of an object.
    ///
    /// # Errors
    /// The bucket cannot be reached.
    pub fn get<I>(&self, key: &str) -> Later<'_, Option<Bytes>>
    where
        C: Allows<can::Get, I>,
    {
        self.backend.get(key.to_owned())
    }

    /// Writes an object; what was there before stays as an earlier version, where the bucket keeps versions.
    ///
    /// # Errors
    /// The bucket cannot be reached.
    pub fn put<I>(&self, key: &str, content: impl Into<Bytes>) -> Later<'_, ()>
    where
        C: Allows<can::Put, I>,
    {
        self.backend.put(key.to_owned(), content.into(), None)
    }

    /// Writes an object that says what it is, such as `text/plain`.
    ///
    /// # Errors
    /// The bucket cannot be reached.
    pub fn put_as<I>(&self, key: &str, content_type: &str, content: impl Into<Bytes>) -> Later<'_, ()>
    where
        C: Allows<can::Put, I>,
    {
        self.backend.put(key.to_owned(), content.into(), Some(content_type.to_owned()))
    }

    /// Removes an object; it is no mistake if there is none.
    ///
    /// # Errors
    /// The bucket cannot be reached.
    pub fn delete<I>(&self, key: &str) -> Later<'_, ()>
    where
        C: Allows<can::Delete, I>,
    {
        self.backend.delete(key.to_owned())
    }

    /// All keys that begin with a text, in order.
    ///
    /// # Errors
    /// The bucket cannot be reached.
    pub fn list<I>(&self, prefix: &str) -> Later<'_, Vec<String>>
    where
        C: Allows<can::List, I>,
    {
        let prefix = prefix.to_owned();
        Box::pin(async move {
            let mut all: Vec<String> = Vec::new();
            loop {
                let (keys, more) = self.backend.list(prefix.clone(), all.last().cloned()).await?;
                all.extend(keys);
                if !more {
                    return Ok(all);
                }
            }
        })
    }

    /// A URL that reads an object for a while, at most 7 days, and no longer than the credentials of the role that signs
    /// it: hours, mostly (Amazon S3 user guide, presigned URLs).
    ///
    /// # Errors
    /// The URL cannot be signed.
    pub fn presign_get<I, J>(&self, key: &str, valid: Duration) -> Later<'_, String>
    where
        C: Allows<can::Presign, I> + Allows<can::Get, J>,
    {
        self.backend.presign(key.to_owned(), http::Method::GET, valid)
    }

    /// A URL that writes an object for a while, at most 7 days, and no longer than the credentials of the role that signs
    /// it: hours, mostly (Amazon S3 user guide, presigned URLs).
    ///
    /// # Errors
    /// The URL cannot be signed.
    pub fn presign_put<I, J>(&self, key: &str, valid: Duration) -> Later<'_, String>
    where
        C: Allows<can::Presign, I> + Allows<can::Put, J>,
    {
        self.backend.presign(key.to_owned(), http::Method::PUT, valid)
    }
}

impl<K, B, C> Parameter<K> for Bucket<B, C>
where
    B: resource::Bucket,
    C: can::Set<kind::Bucket>,
{
    fn grants(grants: &mut Grants) {
        grants.add(B::KIND, B::ID, C::names());
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.bucket(B::ID)?))
    }
}
