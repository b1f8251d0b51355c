//! A stream that notes what its reader sees of it.

use std::sync::Arc;
use std::time::Instant;

use super::seen::{Seen, Shown};
use crate::container::reader::{Entry, From, Shard, Source};
use crate::{Error, Result};

/// What stands between a shard and a place in it; no shard is called so.
const BETWEEN: char = '\n';

/// A stream that notes what its reader sees.
pub struct Watched<S> {
    /// The stream.
    pub source: S,
    /// What was seen.
    pub seen: Arc<Seen>,
}

impl<S: Source> Source for Watched<S> {
    fn name(&self) -> &str {
        self.source.name()
    }

    async fn shards(&self) -> Result<Vec<Shard>> {
        let shards = self.source.shards().await?;
        for shard in &shards {
            self.seen.list(&shard.id);
        }
        Ok(shards)
    }

    /// A place that says of which shard it is.
    async fn iterator(&self, shard: &str, from: &From) -> Result<String> {
        let place = self.source.iterator(shard, from).await?;
        Ok(format!("{shard}{BETWEEN}{place}"))
    }

    /// The reader asks again when it has done everything of the answer before.
    async fn records(&self, iterator: &str, most: u32) -> Result<(Vec<Entry>, Option<String>)> {
        let (shard, place) = iterator.split_once(BETWEEN).ok_or_else(|| Error::new("a place is of a shard"))?;
        let asked = Instant::now();
        let (entries, next) = self.source.records(place, most).await?;
        self.seen.show(shard, if entries.is_empty() { Shown::Empty(asked) } else { Shown::Busy });
        if next.is_none() && entries.is_empty() {
            self.seen.show(shard, Shown::Ended);
        }
        Ok((entries, next.map(|place| format!("{shard}{BETWEEN}{place}"))))
    }
}
