//! `SendTo` and `PublishTo`: the one output of a function goes to a queue or topic.

use std::fmt;

use crate::resource;
use crate::signature::{Grants, Returned};

/// A message that the function hands to the queue `Q` when it returns.
pub struct SendTo<Q: resource::Queue>(pub Q::Message);

/// A message that the function hands to the topic `T` when it returns.
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

impl<K, Q: resource::Queue> Returned<K> for SendTo<Q> {
    fn grants(grants: &mut Grants) {
        grants.add(Q::KIND, Q::ID, ["Send"]);
    }
}

impl<K, T: resource::Topic> Returned<K> for PublishTo<T> {
    fn grants(grants: &mut Grants) {
        grants.add(T::KIND, T::ID, ["Publish"]);
    }
}
