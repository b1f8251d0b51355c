//! Handles a batch of a shard: keys side by side, each in its order.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::{Dead, Entry, Notes, Reader, Source, UNREACHABLE};
use crate::container::life::Phase;
use crate::container::metrics::Fate;
use crate::invoke::{About, Incoming, Trace};

/// The longest that it waits.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// How far a batch came.
pub(super) struct Progress {
    /// The last record before which nothing is left.
    pub reached: Option<String>,
    /// Whether nothing is left at all.
    pub is_whole: bool,
}

type Lane = Vec<(usize, Entry)>;

impl<S: Source, N: Notes, D: Dead> Reader<S, N, D> {
    /// Handles a batch. It comes to its end, or as far as it is when the program stops.
    pub(super) async fn handle(&self, shard: &str, entries: Vec<Entry>) -> Progress {
        let sequences: Vec<String> = entries.iter().map(|it| it.sequence.clone()).collect();
        let mut lanes: BTreeMap<String, Lane> = BTreeMap::new();
        for (index, entry) in entries.into_iter().enumerate() {
            lanes.entry(entry.key.clone()).or_default().push((index, entry));
        }
        let waiting = Mutex::new(lanes.into_values().collect::<Vec<Lane>>());
        let done = Mutex::new(vec![false; sequences.len()]);
        let (_, at_once) = self.sizes();
        side_by_side(at_once, || self.handle_lanes(shard, &waiting, &done)).await;
        let done = done.into_inner().unwrap_or_default();
        let handled = done.iter().take_while(|done| **done).count();
        let reached = handled.checked_sub(1).and_then(|last| sequences.get(last).cloned());
        Progress { reached, is_whole: handled == sequences.len() }
    }

    /// Handles one key after the other, until none is left.
    async fn handle_lanes(&self, shard: &str, waiting: &Mutex<Vec<Lane>>, done: &Mutex<Vec<bool>>) {
        let next = || waiting.lock().ok()?.pop();
        while let Some(lane) = next() {
            for (index, entry) in lane {
                if !self.handle_one(shard, entry).await {
                    break;
                }
                if let Ok(mut done) = done.lock() {
                    done[index] = true;
                }
            }
        }
    }

    /// Handles a record, or buries it when it has failed too often. Whether one of both was done before the program
    /// stops.
    async fn handle_one(&self, shard: &str, entry: Entry) -> bool {
        if self.positions.lock().await.is_before(entry.at) {
            return true;
        }
        let Some(brings) = &entry.brings else { return true };
        let error = match brings {
            Ok(incoming) => match self.attempts(&entry, incoming).await {
                Some(Ok(())) => return true,
                Some(Err(error)) => error,
                None => return false,
            },
            Err(error) => error.clone(),
        };
        tracing::error!(function = self.member.id, request_id = entry.sequence, shard, error, "a record is given up");
        self.bury(shard, &entry, &error).await
    }

    /// Tries until it succeeds or has failed too often, with what went wrong the last time. Nothing where the program
    /// stops before.
    async fn attempts(&self, entry: &Entry, incoming: &Incoming) -> Option<Result<(), String>> {
        let (mut wait, mut last) = (self.running.pace.record_again, String::new());
        for retry in 0..=self.retries {
            if retry > 0 {
                self.pause(wait).await;
                wait = LONGEST_WAIT.min(wait * 2);
            }
            if self.running.life.phase() == Phase::Stopping {
                return None;
            }
            let about = About {
                function: self.member.id,
                request_id: entry.sequence.clone(),
                trace: Trace::default(),
                deadline: self.member.deadline(),
            };
            let (begun, _handling) = (Instant::now(), self.running.metrics.received(self.member.id));
            let outcome = self.running.run(self.member, incoming.clone(), about).await;
            let fate = if outcome.is_ok() { Fate::Handled } else { Fate::Failed };
            self.running.metrics.handled(self.member.id, fate, begun.elapsed());
            match outcome {
                Ok(_) => return Some(Ok(())),
                Err(error) => last = error.to_string(),
            }
        }
        Some(Err(last))
    }

    /// Puts the description of a record where a person finds it. The record itself stays in the stream as long as the
    /// stream keeps it.
    async fn bury(&self, shard: &str, entry: &Entry, error: &str) -> bool {
        let description = serde_json::json!({
            "function": self.member.id,
            "stream": self.source.name(),
            "shard": shard,
            "sequence_number": entry.sequence,
            "key": entry.key,
            "attempts": if entry.brings.as_ref().is_some_and(Result::is_ok) { self.retries + 1 } else { 0 },
            "error": error,
        });
        let mut wait = UNREACHABLE;
        while let Err(error) = self.dead.bury(entry, description.to_string()).await {
            tracing::error!(function = self.member.id, ?error, "a record that failed cannot be put aside");
            if self.running.life.phase() == Phase::Stopping {
                return false;
            }
            self.pause(wait).await;
            wait = LONGEST_WAIT.min(wait * 2);
        }
        true
    }
}

/// Runs so many futures of one kind side by side, in this task.
async fn side_by_side<F: Future<Output = ()>>(count: usize, make: impl Fn() -> F) {
    let mut futures: Vec<_> = (0..count).map(|_| Some(Box::pin(make()))).collect();
    std::future::poll_fn(|context| {
        let mut is_done = true;
        for slot in &mut futures {
            if let Some(future) = slot {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(()) => *slot = None,
                    std::task::Poll::Pending => is_done = false,
                }
            }
        }
        if is_done { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
}
