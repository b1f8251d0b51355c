//! Many messages in calls of some: none too large, what was not taken sent again, and the order kept where it counts.

use std::collections::{BTreeSet, VecDeque};

use super::backoff::Backoff;
use crate::{Error, Result};

/// What a service takes in one call.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Messages.
    pub count: usize,
    /// Bytes of all of them.
    pub bytes: usize,
    /// Bytes of one.
    pub each: usize,
}

/// A message that a service did not take.
#[derive(Debug)]
pub struct Refused {
    /// Its place in the call.
    pub index: usize,
    /// Whether the service may take it later.
    pub again: bool,
    /// Why.
    pub why: String,
}

/// A service that takes several messages in one call.
pub trait Batched: Sync {
    /// What it takes.
    type Message: Send + Sync;
    /// How much of it.
    const LIMITS: Limits;

    /// What it is called where a message is refused, such as "the queue `charges`".
    fn what(&self) -> String;
    /// The bytes of a message, as the service counts them.
    fn bytes(message: &Self::Message) -> usize;
    /// What keeps its order: two messages of one lane never travel in one call, since the service may refuse the
    /// first and take the second.
    fn lane<'m>(&self, message: &'m Self::Message) -> Option<&'m str>;
    /// One call; what was not taken.
    fn send(&self, batch: &[&Self::Message]) -> impl Future<Output = Result<Vec<Refused>>> + Send;
}

/// Why a message was not taken, as the service says it.
pub fn why(code: Option<&str>, message: Option<&str>) -> String {
    [code, message].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

/// Sends any number of messages, in order. What cannot be taken is reported when all others have been sent.
pub async fn send_all<B: Batched>(to: &B, messages: Vec<B::Message>) -> Result<()> {
    let limits = B::LIMITS;
    if let Some(bytes) = messages.iter().map(B::bytes).find(|bytes| *bytes > limits.each) {
        let message = format!("{} takes at most {} bytes in one message, and this has {bytes}", to.what(), limits.each);
        return Err(Error::new(message));
    }
    let all = messages.len();
    let mut waiting = VecDeque::from(messages);
    let mut failed: Vec<String> = Vec::new();
    let mut backoff = Backoff::default();
    while !waiting.is_empty() {
        let chosen = choose(to, &waiting);
        let batch: Vec<&B::Message> = chosen.iter().map(|index| &waiting[*index]).collect();
        let refused = to.send(&batch).await?;
        let again: BTreeSet<usize> = refused.iter().filter(|it| it.again).map(|it| chosen[it.index]).collect();
        if again.len() < chosen.len() {
            backoff.reset();
        }
        let last = refused.last().map(|it| it.why.clone());
        failed.extend(refused.into_iter().filter(|it| !it.again).map(|it| it.why));
        for index in chosen.into_iter().rev().filter(|index| !again.contains(index)) {
            waiting.remove(index);
        }
        if !again.is_empty() && !backoff.wait().await {
            failed.resize(failed.len() + waiting.len(), last.unwrap_or_default());
            break;
        }
    }
    let Some(why) = failed.first() else { return Ok(()) };
    Err(Error::new(format!("{} did not take {} of {all} messages: {why}", to.what(), failed.len())))
}

/// The places of the messages of the next call: the first ones, one a lane.
fn choose<B: Batched>(to: &B, waiting: &VecDeque<B::Message>) -> Vec<usize> {
    let limits = B::LIMITS;
    let (mut chosen, mut bytes, mut lanes) = (Vec::new(), 0, BTreeSet::new());
    for (index, message) in waiting.iter().enumerate() {
        bytes += B::bytes(message);
        if chosen.len() == limits.count || (!chosen.is_empty() && bytes > limits.bytes) {
            break;
        }
        if to.lane(message).is_none_or(|lane| lanes.insert(lane)) {
            chosen.push(index);
        } else {
            bytes -= B::bytes(message);
        }
    }
    chosen
}
