//! How far a reader is.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{From, Shard};

/// How far a reader is, as it is noted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Positions {
    /// Since when it reads, in seconds since 1970; from the oldest record on where nothing stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u64>,
    /// By shard.
    shards: BTreeMap<String, Position>,
}

/// How far it is in a shard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Position {
    /// Behind this record.
    After(String),
    /// All of it has been read.
    Ended,
}

impl Positions {
    /// Nothing has been read. What came before a time is none of it.
    pub fn first(since: Option<SystemTime>) -> Self {
        let seconds = |time: SystemTime| time.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
        Self { since: since.map(seconds), shards: BTreeMap::new() }
    }

    /// Where to go on in a shard.
    pub fn from(&self, shard: &str) -> From {
        match self.shards.get(shard) {
            Some(Position::After(sequence)) => From::After(sequence.clone()),
            Some(Position::Ended) | None => self.begin().map_or(From::Oldest, From::Since),
        }
    }

    /// Whether a record came before it began to read. Streams tell times in whole seconds.
    pub fn is_before(&self, at: Option<SystemTime>) -> bool {
        at.zip(self.begin()).is_some_and(|(at, begin)| at < begin)
    }

    fn begin(&self) -> Option<SystemTime> {
        Some(UNIX_EPOCH + Duration::from_secs(self.since?))
    }

    /// It is behind this record now.
    pub fn reached(&mut self, shard: &str, sequence: String) {
        self.shards.insert(shard.to_owned(), Position::After(sequence));
    }

    /// A shard has ended.
    pub fn ended(&mut self, shard: &str) {
        self.shards.insert(shard.to_owned(), Position::Ended);
    }

    /// Forgets shards that are not there any more.
    pub fn keep(&mut self, all: &[Shard]) {
        let all: BTreeSet<&str> = all.iter().map(|it| it.id.as_str()).collect();
        self.shards.retain(|shard, _| all.contains(shard.as_str()));
    }

    /// The shards that have something to read, and whose parents have none.
    pub fn next<'a>(&'a self, all: &'a [Shard]) -> impl Iterator<Item = &'a str> {
        let there: BTreeSet<&str> = all.iter().map(|it| it.id.as_str()).collect();
        let has_ended = |shard: &str| matches!(self.shards.get(shard), Some(Position::Ended));
        let is_next = move |it: &&Shard| {
            let mut parents = it.parents.iter().filter(|parent| there.contains(parent.as_str()));
            !has_ended(&it.id) && parents.all(|parent| has_ended(parent))
        };
        all.iter().filter(is_next).map(|it| it.id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(id: &str, parents: &[&str]) -> Shard {
        Shard { id: id.into(), parents: parents.iter().map(|&it| it.into()).collect() }
    }

    #[test]
    fn children_wait_for_their_parents() {
        let all = [shard("a", &[]), shard("b", &["trimmed"]), shard("c", &["a", "b"]), shard("d", &["c"])];
        let mut positions = Positions::default();
        let next = |positions: &Positions| positions.next(&all).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(next(&positions), ["a", "b"]);
        positions.ended("a");
        assert_eq!(next(&positions), ["b"]);
        positions.ended("b");
        assert_eq!(next(&positions), ["c"]);
        positions.reached("c", "1".into());
        assert_eq!(next(&positions), ["c"]);
    }

    #[test]
    fn what_is_noted_is_where_it_goes_on() {
        let since = UNIX_EPOCH + Duration::from_secs(100);
        let mut positions = Positions::first(Some(since));
        assert_eq!(positions.from("a"), From::Since(since));
        assert!(positions.is_before(Some(since - Duration::from_secs(1))) && !positions.is_before(Some(since)));
        positions.reached("a", "17".into());
        positions.ended("b");
        let noted: Positions = serde_json::from_str(&serde_json::to_string(&positions).unwrap()).unwrap();
        assert_eq!((noted.from("a"), &noted), (From::After("17".into()), &positions));
        positions.keep(&[shard("b", &[])]);
        assert_eq!(positions.from("a"), From::Since(since));
        assert_eq!(Positions::first(None).from("a"), From::Oldest);
    }
}
