//! Waits until nothing is to be done any more.
//!
//! There is no moment at which AWS can be asked about everything. So it is asked about one after the other, and it counts
//! only if nothing ran meanwhile: a message that goes from one queue to another does so by a function, and that would
//! have been seen. It is in its queue, waiting, hidden or delayed, until it has been handled. A stream is quiet when its
//! reader has asked for every shard, after everything else was quiet, and got nothing. All that several times in a row:
//! between a topic, a bucket or a bus and a queue, a message is nowhere.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::inside::Inside;
use crate::testing::switch::Distance;
use crate::{Error, Result};

/// How many times longer than in one process it may take: every step is a request or several.
const SLOWER: u32 = 6;

/// How often it looks, with nothing to be seen, and how long it waits between.
fn looks(distance: Distance) -> (u32, Duration) {
    match distance {
        // A server in one process hands a message on at once.
        Distance::Loopback => (4, Duration::from_millis(100)),
        Distance::Remote => (10, Duration::from_secs(1)),
    }
}

impl Inside {
    /// Waits until it is quiet.
    ///
    /// # Errors
    /// It does not become quiet in time, with what is left; or AWS cannot be asked.
    pub async fn settled(self: Arc<Self>, timeout: Duration, distance: Distance) -> Result<()> {
        let patience = timeout.saturating_mul(SLOWER);
        match tokio::time::timeout(patience, self.quiet(patience, distance)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::new(format!("it is not quiet yet: {}", self.left().await.join(", ")))),
        }
    }

    async fn quiet(&self, patience: Duration, distance: Distance) -> Result<()> {
        let (looks, pause) = looks(distance);
        let (mut in_a_row, mut since, mut steps) = (0, Instant::now(), self.steps());
        loop {
            // Calls wait here, and nobody waits for their retries.
            self.application.settled(patience).await?;
            let is_quiet = self.waiting().await?.is_empty() && self.running() == 0;
            let now = self.steps();
            if is_quiet && now == steps {
                in_a_row += 1;
            } else {
                (in_a_row, since, steps) = (0, Instant::now(), now);
            }
            if in_a_row >= looks && self.feeds.seen.iter().all(|(_, seen)| seen.is_idle(since)) && self.steps() == now {
                return Ok(());
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// Invocations that go on.
    fn running(&self) -> usize {
        self.application.meter.pending() + self.running.life.busy.now()
    }

    /// Numbers that change with every invocation.
    fn steps(&self) -> (u64, u64) {
        (self.application.meter.steps(), self.running.life.busy.begun())
    }

    /// What keeps it from being quiet.
    async fn left(&self) -> Vec<String> {
        let mut left = self.waiting().await.unwrap_or_else(|error| vec![error.to_string()]);
        // What has not been read within this time is what it was about.
        let recently = Instant::now().checked_sub(Duration::from_secs(5)).unwrap_or_else(Instant::now);
        let busy = self.feeds.seen.iter().filter(|(_, seen)| !seen.is_idle(recently));
        left.extend(busy.map(|(id, _)| format!("{id} has records that are not read or not handled")));
        left.push(format!("{} invocations go on", self.running()));
        left
    }
}
