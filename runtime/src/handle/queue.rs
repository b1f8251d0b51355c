//! `Sender`: messages for a queue.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::{json, plain};
use crate::Result;
use crate::backend::{self, Later, Outgoing};
use crate::invoke::Invocation;
use crate::resource::{self, Unordered};
use crate::signature::{Grants, Parameter};

/// Sends messages to the queue `Q`.
pub struct Sender<Q> {
    backend: Arc<dyn backend::Queue>,
    of: PhantomData<fn() -> Q>,
}

plain!(Sender<Q>);

impl<Q: resource::Queue> Sender<Q> {
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Queue>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// Sends a message.
    ///
    /// # Errors
    /// The queue cannot be reached, or the message is larger than it takes (1 MiB in SQS).
    pub fn send(&self, message: &Q::Message) -> Later<'_, ()>
    where
        Q: Unordered,
    {
        self.outgoing([(message, None, None)])
    }

    /// Sends a message that nobody receives before a time has passed; at most 15 minutes in SQS.
    ///
    /// # Errors
    /// As [`Sender::send`], or the delay is longer than the queue takes.
    pub fn send_after(&self, delay: Duration, message: &Q::Message) -> Later<'_, ()>
    where
        Q: Unordered,
    {
        self.outgoing([(message, None, Some(delay))])
    }

    /// Sends any number of messages; some may be sent when another fails.
    ///
    /// # Errors
    /// As [`Sender::send`].
    pub fn send_batch<'a>(&self, messages: impl IntoIterator<Item = &'a Q::Message>) -> Later<'_, ()>
    where
        Q: Unordered,
    {
        self.outgoing(messages.into_iter().map(|message| (message, None, None)))
    }

    /// Sends a message of a group: a FIFO queue keeps the order within a group, another queue treats groups fairly.
    ///
    /// # Errors
    /// As [`Sender::send`].
    pub fn send_in_group(&self, group: &str, message: &Q::Message) -> Later<'_, ()> {
        self.outgoing([(message, Some(group), None)])
    }

    fn outgoing<'a>(
        &self,
        messages: impl IntoIterator<Item = (&'a Q::Message, Option<&'a str>, Option<Duration>)>,
    ) -> Later<'_, ()> {
        let outgoing = |(message, group, delay): (_, Option<&str>, _)| {
            Ok(Outgoing { body: json(message)?, group: group.map(str::to_owned), delay })
        };
        let messages = messages.into_iter().map(outgoing).collect::<Result<_>>();
        Box::pin(async move { self.backend.send(messages?).await })
    }
}

impl<K, Q: resource::Queue> Parameter<K> for Sender<Q> {
    fn grants(grants: &mut Grants) {
        grants.add(Q::KIND, Q::ID, ["Send"]);
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.queue(Q::ID)?))
    }
}
