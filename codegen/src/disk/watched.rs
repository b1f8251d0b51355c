//! What the compiler asked a world and what it was told, so that a later run can ask the same again.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::list::digest;
use crate::world::{Entry, ReadError, World};

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Seen {
    /// A file and the hash of its bytes; nothing where there is none.
    Read(String, Option<String>),
    /// Whether there is a file.
    File(String, bool),
    /// What of a folder fits a pattern: names, and whether they are folders.
    Folder(String, String, Vec<(String, bool)>),
    /// A file that cannot be read. Nobody knows what it holds, so this never holds again.
    Refused(String),
}

/// A world that remembers every answer it gave.
pub struct Watched<'a> {
    world: &'a dyn World,
    seen: Mutex<BTreeSet<Seen>>,
}

impl<'a> Watched<'a> {
    /// Remembers what another world says.
    pub fn new(world: &'a dyn World) -> Self {
        Self { world, seen: Mutex::default() }
    }

    /// Every question with its answer.
    pub fn into_seen(self) -> BTreeSet<Seen> {
        self.seen.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, seen: Seen) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(seen);
    }
}

impl World for Watched<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let answer = self.world.read(path);
        self.remember(read(path, &answer));
        answer
    }

    fn is_file(&self, path: &str) -> bool {
        let answer = self.world.is_file(path);
        self.remember(Seen::File(path.to_owned(), answer));
        answer
    }

    fn list(&self, folder: &str) -> Vec<Entry> {
        self.fitting(folder, "*")
    }

    fn fitting(&self, folder: &str, pattern: &str) -> Vec<Entry> {
        let answer = self.world.fitting(folder, pattern);
        self.remember(listed(folder, pattern, &answer));
        answer
    }
}

impl Seen {
    /// Whether a world still gives this answer.
    pub fn holds(&self, world: &dyn World) -> bool {
        match self {
            Self::Read(path, _) => read(path, &world.read(path)) == *self,
            Self::File(path, answer) => world.is_file(path) == *answer,
            Self::Folder(folder, pattern, _) => listed(folder, pattern, &world.fitting(folder, pattern)) == *self,
            Self::Refused(_) => false,
        }
    }
}

fn read(path: &str, answer: &Result<Vec<u8>, ReadError>) -> Seen {
    match answer {
        Ok(bytes) => Seen::Read(path.to_owned(), Some(digest(bytes))),
        Err(ReadError::Missing) => Seen::Read(path.to_owned(), None),
        Err(ReadError::Refused(_)) => Seen::Refused(path.to_owned()),
    }
}

fn listed(folder: &str, pattern: &str, entries: &[Entry]) -> Seen {
    let entries = entries.iter().map(|entry| (entry.name.clone(), entry.is_folder));
    Seen::Folder(folder.to_owned(), pattern.to_owned(), entries.collect())
}
