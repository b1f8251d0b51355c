//! `Bus`: events for an EventBridge bus.

use std::marker::PhantomData;
use std::sync::Arc;

use serde::Serialize;

use super::{json, plain};
use crate::Result;
use crate::backend::{self, BusEvent, Later};
use crate::can::{self, Allows, kind};
use crate::invoke::Invocation;
use crate::resource;
use crate::signature::{Grants, Parameter};

/// Events of the bus `B`: `Bus<ProductEvents, can::Put>`.
pub struct Bus<B, C> {
    backend: Arc<dyn backend::Bus>,
    of: PhantomData<fn() -> (B, C)>,
}

plain!(Bus<B, C>);

impl<B, C> Bus<B, C>
where
    B: resource::Bus,
    C: can::Set<kind::Bus>,
{
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Bus>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// Puts an event onto the bus: who says it (`shop.orders`), what happened (`Placed`), and the details.
    ///
    /// # Errors
    /// The bus cannot be reached, or the event is larger than it takes (1 MiB in EventBridge).
    pub fn put<I>(&self, source: &str, detail_type: &str, detail: &impl Serialize) -> Later<'_, ()>
    where
        C: Allows<can::Put, I>,
    {
        let (source, detail_type, detail) = (source.to_owned(), detail_type.to_owned(), json(detail));
        Box::pin(async move { self.backend.put(vec![BusEvent { source, detail_type, detail: detail? }]).await })
    }
}

impl<K, B, C> Parameter<K> for Bus<B, C>
where
    B: resource::Bus,
    C: can::Set<kind::Bus>,
{
    fn grants(grants: &mut Grants) {
        grants.add(B::KIND, B::ID, C::names());
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.bus(B::ID)?))
    }
}
