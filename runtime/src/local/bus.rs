//! Buses: each function whose rule fits gets the event into a queue of its own.

use std::sync::Arc;
use std::time::Duration;

use super::body::Body;
use super::inbox::Inbox;
use super::queue::posted;
use super::{ids, limits};
use crate::backend::{self, BusEvent, Later};
use crate::memory::ready;
use crate::{Event, Result};

/// A bus.
#[derive(Default)]
pub struct Bus {
    /// Who listens.
    pub listeners: Vec<Listener>,
}

/// Who listens, to what; empty means everything.
pub struct Listener {
    /// The queue of the function.
    pub inbox: Arc<Inbox>,
    /// Only from these.
    pub source: &'static [&'static str],
    /// Only these.
    pub detail_type: &'static [&'static str],
}

impl Bus {
    fn post(&self, events: Vec<BusEvent>) -> Result<()> {
        for event in &events {
            limits::size("the event", event.detail.len(), limits::EVENT)?;
        }
        for BusEvent { source, detail_type, detail } in events {
            let event = Event { id: ids::unique(), source, detail_type, detail: serde_json::from_str(&detail)? };
            let is_in = |wanted: &[&str], text: &str| wanted.is_empty() || wanted.contains(&text);
            for Listener { inbox, source, detail_type } in &self.listeners {
                if is_in(source, &event.source) && is_in(detail_type, &event.detail_type) {
                    inbox.put([(posted(Body::Event(event.clone()), None), Duration::ZERO)]);
                }
            }
        }
        Ok(())
    }
}

impl backend::Bus for Bus {
    fn put(&self, events: Vec<BusEvent>) -> Later<'_, ()> {
        ready(self.post(events))
    }
}
