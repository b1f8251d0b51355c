//! What the reader of a stream has seen, so that a test knows when nothing new is left.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::memory::Shared;

/// The shards of a stream.
#[derive(Debug, Default)]
pub struct Seen(Shared<BTreeMap<String, Shown>>);

/// How a shard has shown itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It was not read yet, or what was read may still be in hand.
    Busy,
    /// A question that began then found nothing.
    Empty(Instant),
    /// Nothing will come any more.
    Ended,
}

impl Seen {
    /// Whether every shard was asked since then and had nothing.
    pub fn is_idle(&self, since: Instant) -> bool {
        let shards = self.0.lock();
        let is_idle = |shown: &Shown| match shown {
            Shown::Busy => false,
            Shown::Empty(asked) => *asked >= since,
            Shown::Ended => true,
        };
        // A stream has at least one shard.
        !shards.is_empty() && shards.values().all(is_idle)
    }

    /// There is a shard.
    pub fn list(&self, shard: &str) {
        self.0.lock().entry(shard.to_owned()).or_insert(Shown::Busy);
    }

    /// A shard has shown itself.
    pub fn show(&self, shard: &str, shown: Shown) {
        self.0.lock().insert(shard.to_owned(), shown);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Instant, Seen, Shown};

    #[test]
    fn every_shard_has_to_be_asked_after_the_moment() {
        let (seen, moment) = (Seen::default(), Instant::now());
        assert!(!seen.is_idle(moment), "nobody knows its shards yet");
        seen.list("a");
        seen.list("b");
        let later = moment + Duration::from_secs(1);
        seen.show("a", Shown::Empty(later));
        assert!(!seen.is_idle(moment), "b was not asked");
        seen.show("b", Shown::Empty(moment));
        assert!(seen.is_idle(moment) && !seen.is_idle(later));
        seen.show("b", Shown::Ended);
        assert!(seen.is_idle(later));
        seen.list("a");
        assert!(seen.is_idle(later), "it is known already");
        seen.show("a", Shown::Busy);
        assert!(!seen.is_idle(moment));
    }
}
