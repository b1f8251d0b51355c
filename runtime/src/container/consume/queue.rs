//! Receives messages and handles each on its own: one that fails comes again later, and none of its neighbours does.
//!
//! A message is hidden from others for half a minute, and for longer as long as it is being handled. So one that a dead
//! program had comes again soon, whatever the function's timeout is, and one that takes long is handled once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;

use super::delete::Deletions;
use super::{Line, Received, at_once, incoming};
use crate::Result;
use crate::container::deployment::Member;
use crate::container::life::Phase;
use crate::container::metrics::Fate;
use crate::container::running::Running;
use crate::invoke::About;

/// How long a message is hidden from others, unless it is said again.
const HIDDEN: Duration = Duration::from_secs(30);
/// How often that is said again: two times may be lost.
const AGAIN: Duration = Duration::from_secs(10);
/// The most messages of one request.
const AT_ONCE: u32 = 10;
/// The longest that a message that failed is hidden.
const LONGEST_BACKOFF: Duration = Duration::from_mins(15);
/// How long it waits where the queue cannot be reached.
const UNREACHABLE: Duration = Duration::from_secs(2);

/// What feeds a function with the messages of a queue.
pub struct Consumer<L> {
    running: Arc<Running>,
    member: Member,
    line: Arc<L>,
    deletions: Deletions,
    /// A FIFO queue hands over the next message of a group when the one before is gone. Where several of one group come
    /// at once, all behind one that fails would use up their receives; so they come one by one.
    at_a_time: u32,
    most: usize,
    room: Arc<Semaphore>,
    failed: AtomicBool,
}

impl<L: Line> Consumer<L> {
    /// One that has not begun.
    pub fn new(running: Arc<Running>, member: Member, line: L, ordered: bool) -> Arc<Self> {
        let line = Arc::new(line);
        let most = at_once(&member.function.trigger);
        let at_a_time = if ordered { 1 } else { most.min(AT_ONCE) };
        let most = usize::try_from(most).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
        Arc::new(Self {
            running,
            member,
            deletions: Deletions::of(Arc::clone(&line)),
            line,
            at_a_time,
            most,
            room: Arc::new(Semaphore::new(most)),
            failed: AtomicBool::new(false),
        })
    }

    /// Receives and handles messages until the program stops, and comes back when all that it has begun is done.
    pub async fn run(self: &Arc<Self>) {
        while let Some(room) = self.room().await {
            match self.receive(room.len(), self.running.pace.message).await {
                Ok(messages) => self.take(messages, room).await,
                Err(error) => {
                    tracing::error!(function = self.member.id, ?error, "messages cannot be received");
                    drop(room);
                    tokio::select! {
                        () = sleep(UNREACHABLE) => {}
                        () = self.running.life.stopping() => {}
                    }
                }
            }
        }
        self.done().await;
    }

    /// Receives and handles one batch. Whether all of it was handled.
    ///
    /// # Errors
    /// The queue cannot be reached.
    pub async fn run_once(self: &Arc<Self>) -> Result<bool> {
        let mut wait = self.running.pace.message;
        // One request brings ten at most, and none once there are no more.
        for _ in 0..self.most.div_ceil(self.at_a_time as usize) {
            let Some(room) = self.room().await else { break };
            let messages = self.receive(room.len(), wait).await?;
            let is_last = messages.len() < room.len();
            self.take(messages, room).await;
            if is_last {
                break;
            }
            wait = Duration::ZERO;
        }
        self.done().await;
        Ok(!self.failed.load(Ordering::Relaxed))
    }

    /// Room for as many messages as one request brings, one at least; nothing once the program stops.
    async fn room(&self) -> Option<Vec<OwnedSemaphorePermit>> {
        let first = tokio::select! {
            biased;
            () = self.running.life.stopping() => None,
            room = Arc::clone(&self.room).acquire_owned() => room.ok(),
        };
        let more = || Arc::clone(&self.room).try_acquire_owned().ok();
        let more = std::iter::repeat_with(more).take(self.at_a_time as usize - 1).map_while(|it| it);
        Some(std::iter::once(first?).chain(more).collect())
    }

    /// A request that waits is not broken off when the program stops: the queue would hand messages to it, and nobody
    /// would see them until they are not hidden any more.
    async fn receive(&self, room: usize, wait: Duration) -> Result<Vec<Received>> {
        self.line.receive(u32::try_from(room).unwrap_or(1), HIDDEN, wait).await
    }

    /// Handles messages, or gives them back where the program stops.
    async fn take(self: &Arc<Self>, messages: Vec<Received>, room: Vec<OwnedSemaphorePermit>) {
        if self.running.life.phase() == Phase::Stopping {
            for message in messages {
                self.hide(&message.receipt, Duration::ZERO).await;
            }
            return;
        }
        for (message, room) in messages.into_iter().zip(room) {
            let this = Arc::clone(self);
            tokio::spawn(async move {
                this.handle(message).await;
                drop(room);
            });
        }
    }

    /// Waits until everything that was begun is done.
    async fn done(&self) {
        let all = u32::try_from(self.most).unwrap_or(u32::MAX);
        // It is never closed.
        let _ = self.room.acquire_many(all).await;
    }

    async fn handle(&self, message: Received) {
        let (begun, _handling) = (Instant::now(), self.running.metrics.received(self.member.id));
        let outcome = tokio::select! {
            outcome = self.work(&message) => outcome,
            never = self.keep_hidden(&message.receipt) => match never {},
        };
        let fate = if outcome.is_ok() { Fate::Handled } else { Fate::Failed };
        self.running.metrics.handled(self.member.id, fate, begun.elapsed());
        match outcome {
            Ok(()) => self.deletions.delete(message.receipt).await,
            Err(_) => {
                self.failed.store(true, Ordering::Relaxed);
                self.hide(&message.receipt, backoff(self.running.pace.message_again, message.receives)).await;
            }
        }
    }

    /// Runs the function for what the message brings. The log has the error already.
    async fn work(&self, message: &Received) -> Result<()> {
        let about = About {
            function: self.member.id,
            request_id: message.id.clone(),
            trace: message.trace.clone(),
            deadline: None,
        };
        let all = incoming(&self.member.function.trigger, &message.body).inspect_err(|error| {
            tracing::error!(function = self.member.id, request_id = message.id, ?error, "a message cannot be read");
        })?;
        for incoming in all {
            let about = About { deadline: self.member.deadline(), ..about.clone() };
            self.running.run(self.member, incoming, about).await?;
        }
        Ok(())
    }

    async fn keep_hidden(&self, receipt: &str) -> std::convert::Infallible {
        loop {
            sleep(AGAIN).await;
            self.hide(receipt, HIDDEN).await;
        }
    }

    async fn hide(&self, receipt: &str, time: Duration) {
        if let Err(error) = self.line.hide(receipt, time).await {
            tracing::warn!(function = self.member.id, ?error, "how long a message is hidden could not be changed");
        }
    }
}

/// How long a message is hidden that failed when it was received for the so-many-th time.
fn backoff(first: Duration, receives: u32) -> Duration {
    LONGEST_BACKOFF.min(first.saturating_mul(1 << receives.saturating_sub(1).min(20)))
}

#[cfg(test)]
mod tests {
    use super::{Duration, backoff};
    use crate::container::pace::Pace;

    #[test]
    fn a_message_that_fails_waits_longer_each_time() {
        let first = Pace::default().message_again;
        let seconds: Vec<u64> = [0, 1, 2, 3, 8, 9, 1000].map(|it| backoff(first, it).as_secs()).to_vec();
        assert_eq!(seconds, [5, 5, 10, 20, 640, 900, 900]);
        assert!(Duration::from_hours(12) > backoff(first, u32::MAX), "the longest that SQS takes");
    }
}
