//! Several inputs of one invocation: side by side, in order where there is one, and each with its own end.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde_json::value::RawValue;
use tokio::task::JoinSet;
use tracing::Instrument as _;

use super::one::{One, raw};
use crate::Result;
use crate::invoke::{Incoming, Trace};

/// How many lanes are handled at once: as many as the messages that AWS Lambda takes from a queue if nobody says
/// otherwise. A larger batch would need memory and connections for all of its messages at once.
const AT_ONCE: usize = 10;

/// What an attempt has to say after its deadline. A function that never waits cannot be cut; its batch goes on without
/// it after this.
const LAST_WORDS: Duration = Duration::from_millis(20);

/// One of the inputs.
pub struct Part {
    /// What the service calls it.
    pub name: String,
    /// The trace that it belongs to, where that is not the invocation's.
    pub trace: Trace,
    /// What it brings, or why that cannot be read.
    pub incoming: Result<Incoming>,
}

/// A part and its place in the batch.
type Placed = (usize, Part);

/// Handles a batch. Parts of one group run in their order, and after one that fails the rest of its group does not;
/// all else runs side by side. Answers, in the order of the batch, whether each was handled.
pub async fn run<G: Eq + Hash>(one: &One, parts: Vec<(Option<G>, Part)>) -> Vec<bool> {
    let handled: Arc<[AtomicBool]> = parts.iter().map(|_| AtomicBool::new(false)).collect();
    let mut waiting = lanes(parts).into_iter();
    let mut running = JoinSet::new();
    let work = async {
        loop {
            let free = AT_ONCE.saturating_sub(running.len());
            for parts in waiting.by_ref().take(free) {
                running.spawn(lane(one.clone(), parts, Arc::clone(&handled)));
            }
            if running.join_next().await.is_none() {
                break;
            }
        }
    };
    match one.about.deadline.map(|deadline| deadline.duration_since(SystemTime::now()).unwrap_or_default()) {
        Some(left) => drop(tokio::time::timeout(left + LAST_WORDS, work).await),
        None => work.await,
    }
    let handled: Vec<bool> = handled.iter().map(|it| it.load(Ordering::Acquire)).collect();
    if one.is_over() {
        let unfinished = handled.iter().filter(|handled| !**handled).count();
        tracing::warn!(request_id = one.about.request_id, unfinished, "the time of this batch is over");
    }
    handled
}

/// The parts of a group after one another, and every other part alone.
fn lanes<G: Eq + Hash>(parts: Vec<(Option<G>, Part)>) -> Vec<Vec<Placed>> {
    let (mut lanes, mut of_group): (Vec<Vec<Placed>>, HashMap<G, usize>) = (Vec::new(), HashMap::new());
    for (place, (group, part)) in parts.into_iter().enumerate() {
        let next = lanes.len();
        let lane = group.map_or(next, |group| *of_group.entry(group).or_insert(next));
        if lane == next {
            lanes.push(Vec::new());
        }
        lanes[lane].push((place, part));
    }
    lanes
}

async fn lane(one: One, parts: Vec<Placed>, handled: Arc<[AtomicBool]>) {
    for (place, part) in parts {
        if one.is_over() {
            return;
        }
        let one = one.traced(part.trace);
        let span = tracing::info_span!("part", id = part.name);
        let succeeds = match part.incoming {
            Ok(incoming) => one.attempt(incoming).instrument(span).await.is_ok(),
            Err(error) => {
                span.in_scope(|| one.log(&error));
                false
            }
        };
        if !succeeds {
            return;
        }
        handled[place].store(true, Ordering::Release);
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    batch_item_failures: Vec<Failure<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure<'a> {
    item_identifier: &'a str,
}

/// Tells the service which parts failed.
pub fn report<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Box<RawValue>> {
    let failures = names.into_iter().map(|name| Failure { item_identifier: name }).collect();
    raw(serde_json::to_string(&Report { batch_item_failures: failures })?)
}

/// The names of those that were not handled, in order.
pub fn failed<'a>(names: &'a [String], handled: &'a [bool]) -> impl Iterator<Item = &'a str> {
    names.iter().zip(handled).filter(|(_, handled)| !**handled).map(|(name, _)| name.as_str())
}
