//! A queue with whoever waits for it: of a `#[queue]`, or a function's own for what is brought to it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::clock::Clock;
use super::line::{Dead, Depth, Handed, Line, Next, Posted};
use super::meter::Meter;
use crate::memory::Shared;

/// How a queue is read.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Whether the order within a group is kept.
    pub ordered: bool,
    /// Receives before a message is a dead letter.
    pub receives: u32,
    /// How long a message that is being handled is hidden.
    pub visibility: Duration,
    /// How long a message that failed is hidden.
    pub retry_after: Duration,
    /// Whether a function reads it.
    pub is_read: bool,
}

/// A queue.
pub struct Inbox {
    /// The id of the queue, or of the function.
    pub id: &'static str,
    /// How it is read.
    pub rules: Rules,
    line: Shared<Line>,
    changed: Notify,
    clock: Arc<Clock>,
    meter: Arc<Meter>,
}

impl Inbox {
    /// An empty queue.
    pub fn new(id: &'static str, rules: Rules, clock: &Arc<Clock>, meter: &Arc<Meter>) -> Arc<Self> {
        let line = Shared::new(Line::new(rules.ordered, rules.receives));
        let (clock, meter) = (Arc::clone(clock), Arc::clone(meter));
        Arc::new(Self { id, rules, line, changed: Notify::new(), clock, meter })
    }

    /// Puts messages, in order. Nobody sees one of them before all are there.
    pub fn put(&self, messages: impl IntoIterator<Item = (Posted, Duration)>) {
        let now = self.clock.now();
        let mut line = self.line.lock();
        for (posted, delay) in messages {
            self.count(1);
            line.put(posted, now.checked_add(delay).unwrap_or(now));
        }
        drop(line);
        self.changed.notify_one();
    }

    /// The next message, as soon as there is one.
    pub async fn next(&self) -> Handed {
        loop {
            let (next, given_up) = {
                let mut line = self.line.lock();
                let before = line.depth().dead;
                let next = line.take(self.clock.now(), self.rules.visibility);
                (next, line.depth().dead - before)
            };
            self.uncount(given_up);
            match next {
                Next::Handed(handed) => return *handed,
                Next::Nothing => self.changed.notified().await,
                Next::At(time) => {
                    let left = time.saturating_duration_since(self.clock.now());
                    let _ = tokio::time::timeout(left, self.changed.notified()).await;
                }
            }
        }
    }

    /// A message was handled.
    pub fn done(&self, handed: &Handed) {
        if self.line.lock().done(handed) {
            self.uncount(1);
        }
        self.changed.notify_one();
    }

    /// A message was not handled.
    pub fn failed(&self, handed: &Handed, reason: &str) {
        let now = self.clock.now();
        let visible = now.checked_add(self.rules.retry_after).unwrap_or(now);
        let is_dead = self.line.lock().failed(handed, visible, reason);
        if is_dead {
            tracing::warn!(queue = self.id, "a message was given up and is a dead letter now");
            self.uncount(1);
        }
        self.changed.notify_one();
    }

    /// Puts dead letters back: one, or all. How many.
    pub fn redrive(&self, only: Option<u64>) -> usize {
        let count = self.line.lock().redrive(only, self.clock.now());
        self.count(count);
        self.changed.notify_one();
        count
    }

    /// Looks at the messages.
    pub fn look<T>(&self, look: impl FnOnce(&Line) -> T) -> T {
        look(&self.line.lock())
    }

    /// The dead letters.
    pub fn dead(&self) -> Vec<Dead> {
        self.look(|line| line.dead().to_vec())
    }

    /// How many messages there are.
    pub fn depth(&self) -> Depth {
        self.look(Line::depth)
    }

    /// Looks at the clock again.
    #[cfg(feature = "testing")]
    pub fn wake(&self) {
        self.changed.notify_one();
    }

    /// Only what somebody will handle is waited for.
    fn count(&self, messages: usize) {
        if self.rules.is_read {
            self.meter.add(messages);
        }
    }

    fn uncount(&self, messages: usize) {
        if self.rules.is_read {
            self.meter.remove(messages);
        }
    }
}
