//! How much is in flight, and when nothing is.

use tokio::sync::watch;

/// Counts what is in flight.
#[derive(Clone, Debug, Default)]
pub struct Busy(watch::Sender<usize>);

/// One thing in flight, until it is dropped.
#[derive(Debug)]
pub struct Doing(watch::Sender<usize>);

impl Busy {
    /// Something begins.
    pub fn begin(&self) -> Doing {
        self.0.send_modify(|count| *count += 1);
        Doing(self.0.clone())
    }

    /// Waits until nothing is in flight.
    pub async fn idle(&self) {
        // The sender lives as long as `self`, so there is always an answer.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

impl Drop for Doing {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}
