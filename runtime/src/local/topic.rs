//! Topics: each function that listens gets the messages that fit into a queue of its own.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::inbox::Inbox;
use super::limits;
use super::queue::message;
use crate::Result;
use crate::backend::{self, Later, Outgoing};
use crate::memory::ready;

/// Fields at the top of a message, and the values of which one is wanted.
type Filter = &'static [(&'static str, &'static [&'static str])];

/// A topic.
#[derive(Default)]
pub struct Topic {
    /// The queues of those who listen, and what they want.
    pub listeners: Vec<(Arc<Inbox>, Filter)>,
}

impl Topic {
    fn post(&self, messages: &[Outgoing]) -> Result<()> {
        for outgoing in messages {
            limits::size("the message", outgoing.body.len(), limits::PUBLISHED)?;
        }
        for (inbox, filter) in &self.listeners {
            let fitting = messages.iter().filter(|outgoing| fits(filter, &outgoing.body)).cloned();
            inbox.put(fitting.map(|outgoing| (message(outgoing, inbox.rules.ordered), Duration::ZERO)));
        }
        Ok(())
    }
}

/// Whether every field of the filter has one of its values, or a list with one of them in it.
fn fits(filter: Filter, body: &str) -> bool {
    if filter.is_empty() {
        return true;
    }
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let is_wanted = |value: &Value, wanted: &[&str]| value.as_str().is_some_and(|value| wanted.contains(&value));
    filter.iter().all(|(field, wanted)| match body.get(field) {
        Some(Value::Array(values)) => values.iter().any(|value| is_wanted(value, wanted)),
        Some(value) => is_wanted(value, wanted),
        None => false,
    })
}

impl backend::Topic for Topic {
    fn publish(&self, messages: Vec<Outgoing>) -> Later<'_, ()> {
        ready(self.post(&messages))
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_filter_looks_at_the_fields_at_the_top() {
        let filter: super::Filter = &[("kind", &["paid", "refunded"]), ("shop", &["north"])];
        assert!(fits(filter, r#"{"kind":"paid","shop":["south","north"]}"#));
        for other in [r#"{"kind":"paid"}"#, r#"{"kind":"open","shop":"north"}"#, r#"{"a":{"kind":"paid"}}"#, "1", "x"] {
            assert!(!fits(filter, other), "{other}");
        }
        assert!(fits(&[], "x"));
    }
}
