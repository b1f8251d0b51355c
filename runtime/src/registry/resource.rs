//! A resource, as its attribute says.

use std::time::Duration;

use crate::resource::{Index, KeyFields};

/// Something in the cloud.
#[derive(Clone, Copy, Debug)]
pub enum Resource {
    /// An SQS queue.
    Queue {
        /// Whether it keeps the order within a group.
        fifo: bool,
        /// Receives before a message goes to the dead-letter queue.
        retries: u32,
        /// How long a message is kept.
        retention: Duration,
        /// How long a message is held back.
        delay: Duration,
    },
    /// An SNS topic.
    Topic {
        /// Whether it keeps the order within a group.
        fifo: bool,
    },
    /// A DynamoDB table.
    Table {
        /// What its items are found by.
        fields: KeyFields,
        /// Other ways to find them.
        indexes: &'static [Index],
        /// The field that says when an item ends, in seconds since 1970.
        ttl: Option<&'static str>,
        /// Whether its changes can be followed.
        stream: bool,
    },
    /// An S3 bucket.
    Bucket,
    /// A Secrets Manager secret.
    Secret,
    /// A Kinesis stream.
    Stream,
    /// An EventBridge bus.
    Bus,
}
