//! Waits until nothing is to be done any more, without waiting for delays and retries.

use std::sync::Arc;
use std::time::Duration;

use super::application::Application;
use super::inbox::Inbox;
use crate::{Error, Result};

/// How long to look away while others work.
const LOOK: Duration = Duration::from_millis(5);

impl Application {
    /// Waits until no message waits and nothing runs. Where all that is left waits for its time, it is that time.
    ///
    /// # Errors
    /// It does not become quiet in time; the error says what is left.
    pub async fn settled(&self, timeout: Duration) -> Result<()> {
        let quiet = async {
            while self.meter.pending() > 0 {
                let steps = self.meter.steps();
                let next = self.read.values().filter_map(|inbox| inbox.look(super::line::Line::next_visible)).min();
                let is_idle = self.meter.running() == 0 && !self.read.values().any(is_busy);
                // Only if nothing has happened between the questions: a message may have gone from one to another.
                if let Some(next) = next.filter(|_| is_idle && steps == self.meter.steps())
                    && next > self.clock.now()
                {
                    self.clock.skip_to(next);
                    self.read.values().for_each(|inbox| inbox.wake());
                }
                let _ = tokio::time::timeout(LOOK, self.meter.changed()).await;
            }
        };
        tokio::time::timeout(timeout, quiet)
            .await
            .map_err(|_| Error::new(format!("it is not quiet yet: {}", self.left())))
    }

    fn left(&self) -> String {
        let depths = self.read.iter().map(|(id, inbox)| (id, inbox.depth()));
        let busy = depths.filter(|(_, depth)| depth.waiting + depth.in_flight > 0);
        let mut left: Vec<String> = busy
            .map(|(id, depth)| format!("{id} has {} messages and works on {}", depth.waiting, depth.in_flight))
            .collect();
        left.push(format!("{} invocations go on", self.meter.running()));
        left.join(", ")
    }
}

fn is_busy(inbox: &Arc<Inbox>) -> bool {
    inbox.depth().in_flight > 0
}
