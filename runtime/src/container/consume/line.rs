//! A queue as a consumer sees it.

use std::time::Duration;

use crate::Result;
use crate::invoke::Trace;

/// A message that was received, and is hidden from others for a while.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// The queue's id of it; the same each time it is received.
    pub id: String,
    /// What this receipt of it is called.
    pub receipt: String,
    /// Its body.
    pub body: String,
    /// How often it has been received, this time included.
    pub receives: u32,
    /// The trace it belongs to.
    pub trace: Trace,
}

/// A queue.
pub trait Line: Send + Sync + 'static {
    /// Receives up to so many messages, at most ten, and waits a while for the first. What is received is hidden for
    /// as long as said.
    ///
    /// # Errors
    /// The queue cannot be reached.
    fn receive(
        &self,
        most: u32,
        hidden: Duration,
        wait: Duration,
    ) -> impl Future<Output = Result<Vec<Received>>> + Send;

    /// Removes messages, at most ten. Answers the receipts that were refused.
    ///
    /// # Errors
    /// The queue cannot be reached.
    fn delete(&self, receipts: &[String]) -> impl Future<Output = Result<Vec<String>>> + Send;

    /// Hides a message for so long from now on; with zero, others receive it at once.
    ///
    /// # Errors
    /// The queue cannot be reached, or the receipt is not valid any more.
    fn hide(&self, receipt: &str, time: Duration) -> impl Future<Output = Result<()>> + Send;
}
