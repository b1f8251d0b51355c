//! `Event`: what a bus brings.

use serde::de::DeserializeOwned;

use crate::invoke::Invocation;
use crate::signature::Parameter;
use crate::{Result, resource, trigger};

/// An event of a bus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// Its own id; a retry has the same.
    pub id: String,
    /// Who says it, such as `shop.orders`.
    pub source: String,
    /// What happened, such as `Placed`.
    pub detail_type: String,
    /// The details.
    pub detail: T,
}

impl<R: resource::Bus, T: DeserializeOwned> Parameter<trigger::Event<R>> for Event<T> {
    fn take(invocation: &Invocation) -> Result<Self> {
        let Event { id, source, detail_type, detail } = invocation.event()?.clone();
        Ok(Self { id, source, detail_type, detail: serde_json::from_value(detail)? })
    }
}
