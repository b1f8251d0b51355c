//! `Message`: what a queue or topic brings, one at a time. An error puts this one back and none of its batch.

use crate::invoke::Invocation;
use crate::signature::Parameter;
use crate::{Result, resource, trigger};

/// A message of a queue or topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<T>(pub T);

impl<R: resource::Queue> Parameter<trigger::Queue<R>> for Message<R::Message> {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self(serde_json::from_str(invocation.message()?)?))
    }
}

impl<R: resource::Topic> Parameter<trigger::Topic<R>> for Message<R::Message> {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self(serde_json::from_str(invocation.message()?)?))
    }
}
