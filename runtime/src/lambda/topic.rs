//! Messages of a topic. They come through a queue of the function's own, and the topic puts them there as they are.

use serde_json::value::RawValue;

use super::one::One;
use super::queue;
use crate::Result;

/// Handles a batch, as that of a queue.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    queue::answer(one, event).await
}
