//! How many messages are in a queue.

use std::sync::Arc;

use aws_sdk_sqs::types::QueueAttributeName as Attribute;

use crate::Result;
use crate::aws::{Clients, fault};

/// What counts messages: those that wait, those that are being handled or hidden until the next attempt, and those that
/// are delayed. AWS itself calls them approximate, and means that they may be late.
const COUNTS: [Attribute; 3] = [
    Attribute::ApproximateNumberOfMessages,
    Attribute::ApproximateNumberOfMessagesNotVisible,
    Attribute::ApproximateNumberOfMessagesDelayed,
];

/// How many messages are in a queue, whether they can be received now or not.
///
/// # Errors
/// The queue cannot be asked.
pub async fn depth(clients: &Arc<Clients>, url: &str) -> Result<u64> {
    let request = clients.sqs().await.get_queue_attributes().queue_url(url);
    let answer = request.set_attribute_names(Some(COUNTS.to_vec())).send().await;
    let answer = answer.map_err(|error| fault("a queue cannot be asked for its messages", error))?;
    let attributes = answer.attributes.unwrap_or_default();
    Ok(COUNTS.iter().filter_map(|count| attributes.get(count)?.parse::<u64>().ok()).sum())
}
