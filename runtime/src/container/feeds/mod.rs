//! What feeds the functions of a deployment that no request starts: consumers of queues and readers of streams.

#[cfg(feature = "sqs")]
mod found;

use std::pin::Pin;
use std::sync::Arc;

#[cfg(feature = "sqs")]
pub use found::consumer;

use super::running::Running;

/// Feeds a function until the program stops, and comes back when all that it has begun is done.
pub type Feed = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Finds what feeds the functions of the deployment; nothing has begun.
///
/// # Errors
/// A variable is missing, or what it names is not there.
#[cfg(feature = "sqs")]
pub async fn find(running: &Arc<Running>) -> Result<Vec<Feed>, String> {
    let mut feeds = Vec::new();
    for member in &running.deployment.functions {
        feeds.extend(found::feed(running, *member).await?);
    }
    Ok(feeds)
}

/// Every feed begins or ends with a queue.
#[cfg(not(feature = "sqs"))]
#[allow(clippy::unused_async, reason = "as the other one")]
pub async fn find(_: &Arc<Running>) -> Result<Vec<Feed>, String> {
    Ok(Vec::new())
}
