//! A bus in memory.

use super::{Shared, fixture, ready};
use crate::backend::{self, BusEvent, Later};
use crate::can::{self, kind};
use crate::resource;

fixture! {
    /// A bus in memory: it keeps the events.
    Bus<B: Bus> on Shared<Vec<BusEvent>>
}

impl<B: resource::Bus> Bus<B> {
    /// A bus without events.
    pub fn new() -> Self {
        Self::default()
    }

    /// A handle for a function.
    pub fn handle<C: can::Set<kind::Bus>>(&self) -> crate::Bus<B, C> {
        crate::Bus::on(self.shared.clone())
    }

    /// The events, in order.
    pub fn events(&self) -> Vec<BusEvent> {
        self.shared.lock().clone()
    }
}

impl backend::Bus for Shared<Vec<BusEvent>> {
    fn put(&self, events: Vec<BusEvent>) -> Later<'_, ()> {
        self.lock().extend(events);
        ready(Ok(()))
    }
}
