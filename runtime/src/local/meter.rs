//! How much there is to do, so that somebody can wait until it is quiet.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use tokio::sync::Notify;

/// What is to be done and what is being done. What a function starts counts before the function itself is done, so
/// that there is no moment at which nothing counts and something is still to come.
#[derive(Debug, Default)]
pub struct Meter {
    pending: AtomicUsize,
    running: AtomicUsize,
    steps: AtomicU64,
    changed: Notify,
}

/// An invocation that is going on.
pub struct Running(Arc<Meter>);

impl Meter {
    /// There is more to do.
    pub fn add(&self, count: usize) {
        self.pending.fetch_add(count, Ordering::SeqCst);
        self.step();
    }

    /// Something is done or given up.
    pub fn remove(&self, count: usize) {
        self.pending.fetch_sub(count, Ordering::SeqCst);
        self.step();
    }

    /// An invocation begins.
    pub fn run(self: &Arc<Self>) -> Running {
        self.running.fetch_add(1, Ordering::SeqCst);
        self.add(1);
        Running(Arc::clone(self))
    }

    /// Messages that wait, and invocations.
    #[cfg(feature = "testing")]
    pub fn pending(&self) -> usize {
        self.pending.load(Ordering::SeqCst)
    }

    /// Invocations.
    pub fn running(&self) -> usize {
        self.running.load(Ordering::SeqCst)
    }

    /// A number that changes with every step.
    #[cfg(feature = "testing")]
    pub fn steps(&self) -> u64 {
        self.steps.load(Ordering::SeqCst)
    }

    /// Waits for a step.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    fn step(&self) {
        self.steps.fetch_add(1, Ordering::SeqCst);
        self.changed.notify_waiters();
        self.changed.notify_one();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
        self.0.remove(1);
    }
}
