//! How long what feeds functions waits for what.

use std::time::Duration;

/// How long what feeds functions waits.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// A request to a queue, for the first message.
    pub message: Duration,
    /// A message that failed, the first time; twice as long each time.
    pub message_again: Duration,
    /// A record that failed, the first time; twice as long each time.
    pub record_again: Duration,
    /// A reader, before it looks for new shards.
    pub shards: Duration,
    /// A reader of a shard in which nothing has come.
    pub idle: Duration,
}

impl Default for Pace {
    /// As in a container.
    fn default() -> Self {
        Self {
            // The longest that SQS takes.
            message: Duration::from_secs(20),
            message_again: Duration::from_secs(5),
            record_again: Duration::from_secs(1),
            shards: Duration::from_secs(10),
            idle: Duration::from_secs(1),
        }
    }
}
