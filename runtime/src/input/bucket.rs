//! `Object`: what a bucket brings.

use crate::invoke::Invocation;
use crate::signature::Parameter;
use crate::{Result, resource, trigger};

/// An object that was written or removed. Its contents are read with a `Bucket<…, can::Get>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its key, decoded.
    pub key: String,
    /// Bytes; 0 where it was removed.
    pub size: u64,
    /// What happened to it.
    pub happened: Happening,
}

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// It was written.
    Created,
    /// It was removed.
    Removed,
}

impl<R: resource::Bucket> Parameter<trigger::Bucket<R>> for Object {
    fn take(invocation: &Invocation) -> Result<Self> {
        invocation.object().cloned()
    }
}
