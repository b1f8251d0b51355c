//! How much is in flight, and when nothing is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

/// Counts what is in flight.
#[derive(Clone, Debug, Default)]
pub struct Busy(Arc<Count>);

#[derive(Debug, Default)]
struct Count {
    now: AtomicUsize,
    idle: Notify,
    /// What has ever begun.
    #[cfg(all(feature = "testing", feature = "aws"))]
    begun: std::sync::atomic::AtomicU64,
}

/// One thing in flight, until it is dropped.
#[derive(Debug)]
pub struct Doing(Arc<Count>);

impl Busy {
    /// Something begins.
    pub fn begin(&self) -> Doing {
        self.0.now.fetch_add(1, Ordering::SeqCst);
        #[cfg(all(feature = "testing", feature = "aws"))]
        self.0.begun.fetch_add(1, Ordering::SeqCst);
        Doing(Arc::clone(&self.0))
    }

    /// Waits until nothing is in flight.
    pub async fn idle(&self) {
        loop {
            let mut idle = std::pin::pin!(self.0.idle.notified());
            // First of all: what ends between the look and the wait is heard.
            idle.as_mut().enable();
            if self.0.now.load(Ordering::SeqCst) == 0 {
                return;
            }
            idle.await;
        }
    }
}

/// For who waits until it is quiet.
#[cfg(all(feature = "testing", feature = "aws"))]
impl Busy {
    /// What is in flight.
    pub fn now(&self) -> usize {
        self.0.now.load(Ordering::SeqCst)
    }

    /// What has ever begun.
    pub fn begun(&self) -> u64 {
        self.0.begun.load(Ordering::SeqCst)
    }
}

impl Drop for Doing {
    fn drop(&mut self) {
        if self.0.now.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.idle.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Busy;

    #[tokio::test]
    async fn it_is_idle_when_all_has_ended() {
        let busy = Busy::default();
        busy.idle().await;
        let (first, second) = (busy.begin(), busy.begin());
        let waiting = tokio::spawn({
            let busy = busy.clone();
            async move { busy.idle().await }
        });
        drop(first);
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(second);
        waiting.await.unwrap();
    }
}
