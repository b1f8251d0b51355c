//! A topic in memory.

use super::{Shared, fixture, message, ready};
use crate::backend::{self, Later, Outgoing};
use crate::{Publisher, resource};

fixture! {
    /// A topic in memory: it keeps what was published.
    Topic<T: Topic> on Shared<Vec<Outgoing>>
}

impl<T: resource::Topic> Topic<T> {
    /// A topic that nobody has published to.
    pub fn new() -> Self {
        Self::default()
    }

    /// A handle for a function.
    pub fn handle(&self) -> Publisher<T> {
        Publisher::on(self.shared.clone())
    }

    /// What was published, in order.
    ///
    /// # Panics
    /// The message type does not read what it writes.
    pub fn messages(&self) -> Vec<T::Message> {
        self.shared.lock().iter().map(|it| message(&it.body)).collect()
    }

    /// What was published, with groups.
    pub fn published(&self) -> Vec<Outgoing> {
        self.shared.lock().clone()
    }
}

impl backend::Topic for Shared<Vec<Outgoing>> {
    fn publish(&self, messages: Vec<Outgoing>) -> Later<'_, ()> {
        self.lock().extend(messages);
        ready(Ok(()))
    }
}
