//! The body of a message as what its trigger brings.

use crate::invoke::Incoming;
use crate::invoke::wire::{bucket, event};
use crate::registry::Trigger;
use crate::{Error, Result};

/// What a message brings: one thing, or of a bucket perhaps several or none.
///
/// # Errors
/// It is not what the service that stands behind the queue writes.
pub fn incoming(trigger: &Trigger, body: &str) -> Result<Vec<Incoming>> {
    match trigger {
        // A topic hands messages over as they are.
        Trigger::Queue { .. } | Trigger::Topic { .. } => Ok(vec![Incoming::Message(body.to_owned())]),
        Trigger::Bucket { .. } => {
            let notification: bucket::Notification = serde_json::from_str(body)?;
            notification.records.into_iter().map(|it| it.object().map(Incoming::Object)).collect()
        }
        Trigger::Event { .. } => {
            let event: event::Written = serde_json::from_str(body)?;
            Ok(vec![Incoming::Event(event.into())])
        }
        Trigger::Http { .. }
        | Trigger::Url { .. }
        | Trigger::Schedule { .. }
        | Trigger::Table { .. }
        | Trigger::Stream { .. }
        | Trigger::Call => Err(Error::new("no messages bring this trigger")),
    }
}
