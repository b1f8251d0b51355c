//! Records of a stream, or changes of a table: one reader, all shards, each key in order.
//!
//! A shard begins where its parents have ended, so that a key that moved from one to another keeps its order. After each
//! batch the reader notes how far it is; what was in flight when a program dies comes again.

mod batch;
mod dead;
mod notes;
mod positions;
mod shard;
mod source;
#[cfg(feature = "kinesis")]
mod stream;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::sleep;

pub use notes::Table as Notebook;
pub use positions::Positions;
pub use source::{Dead, Entry, From, Notes, Shard, Source};
#[cfg(feature = "kinesis")]
pub use stream::Stream;
pub use table::Changes;

use crate::container::deployment::Member;
use crate::container::life::Phase;
use crate::container::running::Running;
use crate::registry::Trigger;

/// How long it waits where something cannot be reached.
const UNREACHABLE: Duration = Duration::from_secs(2);

/// What a reader is made of.
pub struct Reader<S, N, D> {
    /// The program.
    pub running: Arc<Running>,
    /// The function that handles the records.
    pub member: Member,
    /// Where records come from.
    pub source: S,
    /// Where it notes how far it is.
    pub notes: N,
    /// Where records go that could not be handled.
    pub dead: D,
    /// How often a record is tried again.
    pub retries: u32,
    /// How far it is.
    pub positions: Mutex<Positions>,
}

impl<S: Source, N: Notes, D: Dead> Reader<S, N, D> {
    /// Reads until the program stops, and comes back when all that it has begun is done.
    pub async fn run(self: Arc<Self>) {
        if !self.begin().await {
            return;
        }
        let mut shards = JoinSet::new();
        let mut read: BTreeSet<String> = BTreeSet::new();
        while self.running.life.phase() != Phase::Stopping {
            match self.source.shards().await {
                Ok(all) => {
                    self.positions.lock().await.keep(&all);
                    for shard in self.next(&all, &read).await {
                        read.insert(shard.clone());
                        let this = Arc::clone(&self);
                        shards.spawn(async move {
                            this.read(&shard).await;
                            shard
                        });
                    }
                }
                Err(error) => tracing::error!(function = self.member.id, ?error, "the shards cannot be listed"),
            }
            tokio::select! {
                Some(Ok(ended)) = shards.join_next() => drop(read.remove(&ended)),
                () = self.pause(self.running.pace.shards) => {}
            }
        }
        while shards.join_next().await.is_some() {}
    }

    /// Finds out where the one before ended. Whether it did before the program stops.
    async fn begin(&self) -> bool {
        while self.running.life.phase() != Phase::Stopping {
            match self.found().await {
                Ok(()) => return true,
                Err(error) => tracing::error!(function = self.member.id, ?error, "it is not known where to begin"),
            }
            self.pause(UNREACHABLE).await;
        }
        false
    }

    async fn found(&self) -> crate::Result<()> {
        let mut positions = self.positions.lock().await;
        match self.notes.load(self.source.name()).await? {
            Some(found) => *positions = found,
            None => {
                *positions = Positions::first((!self.is_from_oldest()).then(SystemTime::now));
                // Noted at once: who comes next begins at the same moment, whatever has been read until then.
                self.notes.save(self.source.name(), &positions).await?;
            }
        }
        Ok(())
    }

    /// The shards that can be read now.
    async fn next(&self, all: &[Shard], read: &BTreeSet<String>) -> Vec<String> {
        let positions = self.positions.lock().await;
        positions.next(all).filter(|it| !read.contains(*it)).map(str::to_owned).collect()
    }

    fn is_from_oldest(&self) -> bool {
        match self.member.function.trigger {
            Trigger::Table { from_oldest, .. } | Trigger::Stream { from_oldest, .. } => from_oldest,
            _ => true,
        }
    }

    /// The most records of one batch, and how many keys are handled at once.
    fn sizes(&self) -> (u32, usize) {
        const KEYS: usize = 10;
        match self.member.function.trigger {
            Trigger::Stream { batch, parallel, .. } => (batch, KEYS * parallel.max(1) as usize),
            Trigger::Table { batch, .. } => (batch, KEYS),
            _ => (1, 1),
        }
    }

    /// Waits, but not longer than the program lives.
    async fn pause(&self, time: Duration) {
        tokio::select! {
            () = sleep(time) => {}
            () = self.running.life.stopping() => {}
        }
    }
}
