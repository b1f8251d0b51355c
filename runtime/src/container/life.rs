//! The life of the program: it starts, it is ready, it stops.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::watch;

use super::busy::Busy;

/// Where the program is in its life. It never goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Its services are starting.
    Starting,
    /// It serves.
    Ready,
    /// It finishes what it has begun.
    Stopping,
}

/// The life of the program.
#[derive(Debug)]
pub struct Life {
    phase: watch::Sender<Phase>,
    requests: AtomicU64,
    /// What goes on although nobody waits for it.
    pub busy: Busy,
}

impl Life {
    /// It begins.
    pub fn new() -> Self {
        Self { phase: watch::Sender::new(Phase::Starting), requests: AtomicU64::new(0), busy: Busy::default() }
    }

    /// Where it is.
    pub fn phase(&self) -> Phase {
        *self.phase.borrow()
    }

    /// It is there now, unless it is further. When it stops, workers hear it.
    pub fn reach(&self, phase: Phase) {
        if phase == Phase::Stopping {
            crate::stopping::tell();
        }
        self.phase.send_if_modified(|now| {
            let is_later = *now < phase;
            *now = phase.max(*now);
            is_later
        });
    }

    /// Waits until it is told to stop.
    pub async fn stopping(&self) {
        // The sender lives as long as `self`, so there is always an answer.
        let _ = self.phase.subscribe().wait_for(|phase| *phase == Phase::Stopping).await;
    }

    /// A request has come.
    pub fn requested(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// How many requests have come.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }
}
