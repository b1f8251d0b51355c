//! Reads one shard to its end.

use std::time::Duration;

use super::{Dead, From, Notes, Reader, Source, UNREACHABLE};
use crate::container::life::Phase;

/// The least time between two questions: Kinesis answers five a second for a shard.
const BETWEEN: Duration = Duration::from_millis(200);

impl<S: Source, N: Notes, D: Dead> Reader<S, N, D> {
    /// Reads a shard until it or the program ends.
    pub(super) async fn read(&self, shard: &str) {
        while self.running.life.phase() != Phase::Stopping {
            let from = self.positions.lock().await.from(shard);
            match self.read_from(shard, &from).await {
                Ok(true) => return,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(function = self.member.id, shard, ?error, "a shard cannot be read");
                    self.pause(UNREACHABLE).await;
                }
            }
        }
    }

    /// Reads from a place on; whether the shard has ended.
    async fn read_from(&self, shard: &str, from: &From) -> crate::Result<bool> {
        let (most, _) = self.sizes();
        let mut iterator = self.source.iterator(shard, from).await?;
        while self.running.life.phase() != Phase::Stopping {
            let (entries, next) = self.source.records(&iterator, most).await?;
            let is_empty = entries.is_empty();
            let progress = self.handle(shard, entries).await;
            if let Some(sequence) = progress.reached {
                self.note(shard, Some(sequence)).await;
            }
            if !progress.is_whole {
                return Ok(false);
            }
            let Some(next) = next else {
                self.note(shard, None).await;
                return Ok(true);
            };
            iterator = next;
            self.pause(if is_empty { self.running.pace.idle } else { BETWEEN }).await;
        }
        Ok(false)
    }

    /// Notes how far it is: behind a record, or at the end of the shard. What cannot be noted now is noted next time.
    async fn note(&self, shard: &str, reached: Option<String>) {
        let mut positions = self.positions.lock().await;
        match reached {
            Some(sequence) => positions.reached(shard, sequence),
            None => positions.ended(shard),
        }
        if let Err(error) = self.notes.save(self.source.name(), &positions).await {
            tracing::warn!(function = self.member.id, shard, ?error, "how far it is could not be noted");
        }
    }
}
