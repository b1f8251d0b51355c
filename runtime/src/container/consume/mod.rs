//! Messages: what a queue brings, of the application or of the function's own between it and a topic, a bucket or a bus.

mod body;
mod delete;
mod line;
mod queue;
mod sqs;

pub use body::incoming;
pub use line::{Line, Received};
pub use queue::Consumer;
pub use sqs::Sqs;

use crate::registry::Trigger;

/// The most messages of an inbox that are handled at once.
const OF_AN_INBOX: u32 = 10;

/// How many messages are handled at once in one program: a batch, as autoscaling reckons with.
pub fn at_once(trigger: &Trigger) -> u32 {
    match trigger {
        Trigger::Queue { batch, concurrency, .. } => concurrency.map_or(*batch, |most| most.min(*batch)).max(1),
        _ => OF_AN_INBOX,
    }
}
