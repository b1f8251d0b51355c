//! Buses: Amazon EventBridge.

use std::sync::Arc;

use aws_sdk_eventbridge::types::PutEventsRequestEntry;

use super::batch::{Batched, Limits, Refused, send_all, why};
use super::clients::Clients;
use super::fault::fault;
use super::trace;
use crate::Result;
use crate::backend::{self, BusEvent, Later};

/// A bus.
pub struct Bus {
    id: &'static str,
    /// Its name or its ARN.
    place: String,
    clients: Arc<Clients>,
}

impl Bus {
    /// A bus that nobody has asked for yet.
    pub fn new(id: &'static str, place: String, clients: Arc<Clients>) -> Self {
        Self { id, place, clients }
    }

    fn entry(&self, event: &BusEvent) -> PutEventsRequestEntry {
        let entry = PutEventsRequestEntry::builder().event_bus_name(&self.place).source(&event.source);
        let entry = entry.detail_type(&event.detail_type).detail(&event.detail);
        entry.set_trace_header(trace::current().amazon().map(str::to_owned)).build()
    }
}

impl Batched for Bus {
    type Message = BusEvent;
    /// EventBridge quotas (2026-11): an event may be as large as it is alone in its call.
    const LIMITS: Limits = Limits { count: 10, bytes: 256 << 10, each: 1 << 20 };

    fn what(&self) -> String {
        format!("the bus `{}`", self.id)
    }

    fn bytes(event: &BusEvent) -> usize {
        event.source.len() + event.detail_type.len() + event.detail.len()
    }

    fn lane<'m>(&self, _: &'m BusEvent) -> Option<&'m str> {
        None
    }

    async fn send(&self, batch: &[&BusEvent]) -> Result<Vec<Refused>> {
        let entries = batch.iter().map(|event| self.entry(event)).collect();
        let answer = self.clients.eventbridge().await.put_events().set_entries(Some(entries)).send().await;
        let answer = answer.map_err(|error| fault(&format!("{} cannot be reached", self.what()), error))?;
        let entries = answer.entries.unwrap_or_default().into_iter().enumerate();
        let refused = entries.filter(|(_, it)| it.error_code.is_some()).map(|(index, it)| Refused {
            index,
            again: matches!(it.error_code(), Some("InternalFailure" | "InternalException" | "ThrottlingException")),
            why: why(it.error_code(), it.error_message()),
        });
        Ok(refused.collect())
    }
}

impl backend::Bus for Bus {
    fn put(&self, events: Vec<BusEvent>) -> Later<'_, ()> {
        Box::pin(send_all(self, events))
    }
}
