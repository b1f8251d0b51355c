//! The messages of a queue and who has them: visibility, receives, order within groups, dead letters. It knows no
//! clock: every question comes with the time.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant, SystemTime};

use super::body::Body;
use crate::invoke::Trace;

/// The messages of a queue.
#[derive(Debug, Default)]
pub struct Line {
    /// Whether a group waits for its first message, as in a FIFO queue.
    ordered: bool,
    /// Receives before a message is a dead letter.
    receives: u32,
    waiting: VecDeque<Letter>,
    dead: Vec<Dead>,
    last: u64,
}

#[derive(Debug)]
struct Letter {
    id: u64,
    posted: Posted,
    receives: u32,
    visible: Instant,
    /// The receive that has it.
    receipt: Option<u64>,
}

/// What is put into a queue.
#[derive(Clone, Debug)]
pub struct Posted {
    /// What it holds.
    pub body: Body,
    /// The group within which the order is kept.
    pub group: Option<String>,
    /// The trace of whoever put it there.
    pub trace: Trace,
}

/// A message in somebody's hands.
#[derive(Clone, Debug)]
pub struct Handed {
    id: u64,
    receipt: u64,
    /// The message.
    pub posted: Posted,
}

/// A message that nobody could handle.
#[derive(Clone, Debug)]
pub struct Dead {
    /// Its number in the queue.
    pub id: u64,
    /// The message.
    pub posted: Posted,
    /// How often it was tried.
    pub receives: u32,
    /// What the last attempt said.
    pub reason: String,
    /// When it was given up.
    pub since: SystemTime,
}

/// What there is to take.
#[derive(Debug)]
pub enum Next {
    /// A message.
    Handed(Box<Handed>),
    /// Nothing before then.
    At(Instant),
    /// Nothing before something is put or given back.
    Nothing,
}

/// How many messages there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    /// Visible, or hidden by a delay or until the next attempt.
    pub waiting: usize,
    /// In somebody's hands.
    pub in_flight: usize,
    /// Given up.
    pub dead: usize,
}

impl Line {
    /// An empty queue.
    pub fn new(ordered: bool, receives: u32) -> Self {
        Self { ordered, receives, ..Self::default() }
    }

    /// Puts a message at the end.
    pub fn put(&mut self, posted: Posted, visible: Instant) {
        self.last += 1;
        self.waiting.push_back(Letter { id: self.last, posted, receives: 0, visible, receipt: None });
    }

    /// Takes the next message and hides it for a while.
    pub fn take(&mut self, now: Instant, visibility: Duration) -> Next {
        self.lapse(now);
        let (mut held, mut earliest) = (BTreeSet::new(), None::<Instant>);
        for letter in &mut self.waiting {
            let group = letter.posted.group.as_deref().filter(|_| self.ordered);
            if group.is_some_and(|group| held.contains(group)) {
                continue;
            }
            if letter.visible > now {
                earliest = Some(earliest.map_or(letter.visible, |earliest| earliest.min(letter.visible)));
                held.extend(group);
                continue;
            }
            self.last += 1;
            letter.receives += 1;
            letter.receipt = Some(self.last);
            letter.visible = now.checked_add(visibility).unwrap_or(now);
            let (id, posted) = (letter.id, letter.posted.clone());
            return Next::Handed(Box::new(Handed { id, receipt: self.last, posted }));
        }
        earliest.map_or(Next::Nothing, Next::At)
    }

    /// Gives up what was received often enough and never came back, and lets others have the rest.
    fn lapse(&mut self, now: Instant) {
        let lapsed = |letter: &Letter| letter.receipt.is_some() && letter.visible <= now;
        let lapsed: Vec<u64> = self.waiting.iter().filter(|it| lapsed(it)).map(|it| it.id).collect();
        for id in lapsed {
            self.give_back(id, now, "it was not handled in its time");
        }
    }

    /// Removes a message that was handled. Whether it was still in those hands.
    pub fn done(&mut self, handed: &Handed) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|letter| !(letter.id == handed.id && letter.receipt == Some(handed.receipt)));
        self.waiting.len() < before
    }

    /// Gives back a message that was not handled. Whether it is a dead letter now.
    pub fn failed(&mut self, handed: &Handed, visible: Instant, reason: &str) -> bool {
        let held = self.waiting.iter().any(|it| it.id == handed.id && it.receipt == Some(handed.receipt));
        held && self.give_back(handed.id, visible, reason)
    }

    fn give_back(&mut self, id: u64, visible: Instant, reason: &str) -> bool {
        let Some(place) = self.waiting.iter().position(|letter| letter.id == id) else { return false };
        let Some(letter) = self.waiting.get_mut(place) else { return false };
        if letter.receives < self.receives {
            letter.receipt = None;
            letter.visible = visible;
            return false;
        }
        if let Some(Letter { id, posted, receives, .. }) = self.waiting.remove(place) {
            self.dead.push(Dead { id, posted, receives, reason: reason.to_owned(), since: SystemTime::now() });
        }
        true
    }

    /// Puts dead letters back at the end: one, or all. How many.
    pub fn redrive(&mut self, only: Option<u64>, now: Instant) -> usize {
        let (back, stay) =
            std::mem::take(&mut self.dead).into_iter().partition(|dead| only.is_none_or(|id| id == dead.id));
        let back: Vec<Dead> = back;
        self.dead = stay;
        let count = back.len();
        for dead in back {
            self.put(dead.posted, now);
        }
        count
    }

    /// The dead letters, in the order in which they were given up.
    pub fn dead(&self) -> &[Dead] {
        &self.dead
    }

    /// When the next message can be taken; nothing where none waits. Behind the first of a group nobody can be.
    #[cfg(feature = "testing")]
    pub fn next_visible(&self) -> Option<Instant> {
        let mut groups = BTreeSet::new();
        let first = self.waiting.iter().filter(|letter| {
            let group = letter.posted.group.as_deref().filter(|_| self.ordered);
            group.is_none_or(|group| groups.insert(group)) && letter.receipt.is_none()
        });
        first.map(|letter| letter.visible).min()
    }

    /// How many messages there are.
    pub fn depth(&self) -> Depth {
        let in_flight = self.waiting.iter().filter(|letter| letter.receipt.is_some()).count();
        Depth { waiting: self.waiting.len() - in_flight, in_flight, dead: self.dead.len() }
    }
}

#[cfg(test)]
mod tests;
