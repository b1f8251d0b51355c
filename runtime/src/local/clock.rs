//! The time by which messages become visible. A test may skip what would only be waited for.

use std::time::{Duration, Instant};

use crate::memory::Shared;

/// A clock that runs with the machine's, and may be ahead of it.
#[derive(Debug, Default)]
pub struct Clock {
    ahead: Shared<Duration>,
}

impl Clock {
    /// The time.
    pub fn now(&self) -> Instant {
        let ahead = *self.ahead.lock();
        let now = Instant::now();
        now.checked_add(ahead).unwrap_or(now)
    }

    /// Makes it a later time at once. The clock never goes back.
    #[cfg(feature = "testing")]
    pub fn skip_to(&self, time: Instant) {
        let left = time.saturating_duration_since(self.now());
        *self.ahead.lock() += left;
    }
}
