//! A queue in memory.

use super::{Shared, fixture, message, ready};
use crate::backend::{self, Later, Outgoing};
use crate::{Sender, resource};

fixture! {
    /// A queue in memory: it keeps what was sent.
    Queue<Q: Queue> on Shared<Vec<Outgoing>>
}

impl<Q: resource::Queue> Queue<Q> {
    /// An empty queue.
    pub fn new() -> Self {
        Self::default()
    }

    /// A handle for a function.
    pub fn handle(&self) -> Sender<Q> {
        Sender::on(self.shared.clone())
    }

    /// What was sent, in order.
    ///
    /// # Panics
    /// The message type does not read what it writes.
    pub fn messages(&self) -> Vec<Q::Message> {
        self.shared.lock().iter().map(|it| message(&it.body)).collect()
    }

    /// What was sent, with groups and delays.
    pub fn sent(&self) -> Vec<Outgoing> {
        self.shared.lock().clone()
    }
}

impl backend::Queue for Shared<Vec<Outgoing>> {
    fn send(&self, messages: Vec<Outgoing>) -> Later<'_, ()> {
        self.lock().extend(messages);
        ready(Ok(()))
    }
}
