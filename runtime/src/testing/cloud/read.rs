//! The reader of a stream or of a table's changes.
//!
//! The table is new and so is its stream: it begins at the oldest record, notes its position here, and keeps here what
//! it could not handle.

use std::sync::Arc;

use serde_json::Value;

use super::feeds::Feeds;
use super::watched::Watched;
use crate::Result;
use crate::container::deployment::Member;
use crate::container::reader::{Dead, Entry, Notes, Positions, Reader, Source};
use crate::container::running::Running;
use crate::local::body::Body;
use crate::local::wiring::STREAM_RETRIES;
use crate::memory::Shared;

/// Adds the reader of a function.
pub fn read(feeds: &mut Feeds, running: &Arc<Running>, member: Member, source: impl Source) {
    let (seen, buried) = (Arc::default(), Arc::default());
    feeds.seen.push((member.id, Arc::clone(&seen)));
    feeds.buried.insert(member.id, Arc::clone(&buried));
    let reader = Reader {
        running: Arc::clone(running),
        member,
        source: Watched { source, seen },
        notes: Nowhere,
        dead: Here(buried),
        retries: member.function.retries.unwrap_or(STREAM_RETRIES),
        positions: tokio::sync::Mutex::new(Positions::default()),
    };
    feeds.all.spawn(Arc::new(reader).run());
}

/// Positions that nobody needs again.
struct Nowhere;

impl Notes for Nowhere {
    async fn load(&self, _: &str) -> Result<Option<Positions>> {
        Ok(Some(Positions::first(None)))
    }

    async fn save(&self, _: &str, _: &Positions) -> Result<()> {
        Ok(())
    }
}

/// What could not be handled.
struct Here(Arc<Shared<Vec<Value>>>);

impl Dead for Here {
    async fn bury(&self, entry: &Entry, description: String) -> Result<()> {
        let brought = entry.brings.clone().and_then(std::result::Result::ok).and_then(Body::of);
        self.0.lock().push(brought.map_or_else(|| description.into(), |it| it.shown()));
        Ok(())
    }
}
