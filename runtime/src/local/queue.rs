//! Queues of the application.

use std::sync::Arc;
use std::time::Duration;

use super::body::Body;
use super::inbox::Inbox;
use super::limits;
use super::line::Posted;
use crate::backend::{self, Later, Outgoing};
use crate::invoke::current;
use crate::memory::ready;
use crate::{Error, Result};

/// A queue.
pub struct Queue {
    /// Its messages.
    pub inbox: Arc<Inbox>,
    /// How long it holds every message back.
    pub delay: Duration,
}

impl Queue {
    fn post(&self, messages: Vec<Outgoing>) -> Result<()> {
        let posted = messages.into_iter().map(|outgoing| {
            limits::size("the message", outgoing.body.len(), limits::MESSAGE)?;
            let delay = outgoing.delay.unwrap_or(self.delay);
            limits::time("the delay of the message", delay, limits::DELAY)?;
            if self.inbox.rules.ordered && outgoing.delay.is_some() {
                return Err(Error::new("a FIFO queue takes no delay for one message"));
            }
            Ok((message(outgoing, self.inbox.rules.ordered), delay))
        });
        let posted: Vec<(Posted, Duration)> = posted.collect::<Result<_>>()?;
        self.inbox.put(posted);
        Ok(())
    }
}

/// A message as it waits. All messages without a group are one group where the order is kept.
pub fn message(outgoing: Outgoing, ordered: bool) -> Posted {
    let group = outgoing.group.or_else(|| ordered.then(String::new));
    posted(Body::Message(outgoing.body), group)
}

/// What waits for a function, with the trace of whoever brought it.
pub fn posted(body: Body, group: Option<String>) -> Posted {
    Posted { body, group, trace: current().map(|about| about.trace).unwrap_or_default() }
}

impl backend::Queue for Queue {
    fn send(&self, messages: Vec<Outgoing>) -> Later<'_, ()> {
        ready(self.post(messages))
    }
}
