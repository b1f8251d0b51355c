//! `Publisher`: messages for a topic.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{json, plain};
use crate::Result;
use crate::backend::{self, Later, Outgoing};
use crate::invoke::Invocation;
use crate::resource::{self, Unordered};
use crate::signature::{Grants, Parameter};

/// Publishes messages to the topic `T`.
pub struct Publisher<T> {
    backend: Arc<dyn backend::Topic>,
    of: PhantomData<fn() -> T>,
}

plain!(Publisher<T>);

impl<T: resource::Topic> Publisher<T> {
    /// A handle on what an adapter has.
    pub fn on(backend: Arc<dyn backend::Topic>) -> Self {
        Self { backend, of: PhantomData }
    }

    /// Publishes a message to everybody who listens.
    ///
    /// # Errors
    /// The topic cannot be reached, or the message is larger than it takes (256 KiB in SNS).
    pub fn publish(&self, message: &T::Message) -> Later<'_, ()>
    where
        T: Unordered,
    {
        self.outgoing([(message, None)])
    }

    /// Publishes any number of messages; some may be published when another fails.
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn publish_batch<'a>(&self, messages: impl IntoIterator<Item = &'a T::Message>) -> Later<'_, ()>
    where
        T: Unordered,
    {
        self.outgoing(messages.into_iter().map(|message| (message, None)))
    }

    /// Publishes a message of a group, within which a FIFO topic keeps the order.
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn publish_in_group(&self, group: &str, message: &T::Message) -> Later<'_, ()> {
        self.outgoing([(message, Some(group))])
    }

    fn outgoing<'a>(&self, messages: impl IntoIterator<Item = (&'a T::Message, Option<&'a str>)>) -> Later<'_, ()> {
        let outgoing = |(message, group): (_, Option<&str>)| {
            Ok(Outgoing { body: json(message)?, group: group.map(str::to_owned), delay: None })
        };
        let messages = messages.into_iter().map(outgoing).collect::<Result<_>>();
        Box::pin(async move { self.backend.publish(messages?).await })
    }
}

impl<K, T: resource::Topic> Parameter<K> for Publisher<T> {
    fn grants(grants: &mut Grants) {
        grants.add(T::KIND, T::ID, ["Publish"]);
    }

    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self::on(invocation.backends.topic(T::ID)?))
    }
}
