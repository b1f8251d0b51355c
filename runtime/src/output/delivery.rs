//! `SendTo` and `PublishTo`: the one output of a function goes to a queue or topic.

use std::fmt;

use crate::backend::{Later, Outgoing};
use crate::handle::json;
use crate::invoke::{Backends, Outcome};
use crate::resource;
use crate::signature::{Answer, Grants, Reply, Returned};

/// A message that the function hands to the queue `Q` when it returns.
///
/// What started the function counts as done only when the queue has the message.
pub struct SendTo<Q: resource::Queue>(pub Q::Message);

/// A message that the function hands to the topic `T` when it returns.
///
/// What started the function counts as done only when the topic has the message.
pub struct PublishTo<T: resource::Topic>(pub T::Message);

impl<Q: resource::Queue<Message: fmt::Debug>> fmt::Debug for SendTo<Q> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("SendTo").field(&self.0).finish()
    }
}

impl<T: resource::Topic<Message: fmt::Debug>> fmt::Debug for PublishTo<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("PublishTo").field(&self.0).finish()
    }
}

/// One message: all messages that a FIFO queue or topic gets so are one group, in the order in which functions end.
fn outgoing(body: String) -> Vec<Outgoing> {
    vec![Outgoing { body, group: None, delay: None }]
}

macro_rules! delivery {
    ($name:ident of $kind:ident: $capability:literal, $find:ident $send:ident) => {
        impl<R: resource::$kind> $name<R> {
            fn deliver(self, backends: &dyn Backends) -> Later<'_, Outcome> {
                let body = json(&self.0);
                Box::pin(async move {
                    backends.$find(R::ID)?.$send(outgoing(body?)).await?;
                    Ok(Outcome::Delivered)
                })
            }
        }

        impl<K, R: resource::$kind> Returned<K> for $name<R> {
            fn grants(grants: &mut Grants) {
                grants.add(R::KIND, R::ID, [$capability]);
            }

            fn finish(self, backends: &dyn Backends) -> Later<'_, Outcome> {
                self.deliver(backends)
            }
        }

        impl<R: resource::$kind> Reply for $name<R> {
            type Value = ();

            fn grants(grants: &mut Grants) {
                grants.add(R::KIND, R::ID, [$capability]);
            }

            fn reply(self, backends: &dyn Backends) -> Later<'_, Outcome> {
                self.deliver(backends)
            }
        }

        impl<R: resource::$kind> Answer for $name<R> {
            type Value = ();

            fn grants(grants: &mut Grants) {
                grants.add(R::KIND, R::ID, [$capability]);
            }

            fn answer(self, backends: &dyn Backends) -> Later<'_, Outcome> {
                self.deliver(backends)
            }
        }
    };
}

delivery! { SendTo of Queue: "Send", queue send }
delivery! { PublishTo of Topic: "Publish", topic publish }
