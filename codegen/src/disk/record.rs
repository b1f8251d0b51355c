//! A record of the last run, so that one which would change nothing need not be done again.
//!
//! The compiler is a function of the request and of what its world answers. So a run is unchanged where the same
//! program is asked the same, every answer of the world is the same, and the output folder holds what its list says:
//! all of it is read again each time. The record is kept in `target/watershed`, where it may be removed at any time.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::list::digest;
use super::output::{Changes, Output};
use super::same;
use super::touch::{Real, Touch as _};
use super::watched::{Seen, Watched};
use super::world::DiskWorld;
use crate::compile::{FileSet, Outcome};
use crate::front::Request;

/// Below the workspace.
const FOLDER: &str = "target/watershed";

/// How far above the application a record is looked for: as far as a workspace is.
const HIGHEST: usize = 8;

/// What cargo puts into a `target` that it makes itself, so that backups pass over it.
const CACHE_TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n";

/// Who is asked for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    tool: String,
    application: PathBuf,
    out: PathBuf,
    request: Request,
}

/// What a run saw and left.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    asked: Asked,
    /// How many files there are.
    files: usize,
    /// The hash of the list of files that Watershed wrote.
    list: String,
    seen: BTreeSet<Seen>,
}

/// The last run of an application with the same request into the same folder.
pub struct LastRun {
    application: PathBuf,
    out: PathBuf,
    /// Nothing where this program or these folders have no name to be known by.
    asked: Option<(Asked, String)>,
}

impl LastRun {
    /// Where it would be.
    pub fn of(application: &Path, out: &Path, request: &Request) -> Self {
        let asked = || {
            let asked = Asked {
                tool: tool()?,
                application: fs::canonicalize(application).ok()?,
                out: std::path::absolute(out).ok()?,
                request: request.clone(),
            };
            // Another build of the program takes the place of this one's record.
            let place = serde_json::to_vec(&(&asked.application, &asked.out, &asked.request)).ok()?;
            let name = format!("unchanged-{}.json", digest(&place));
            Some((asked, name))
        };
        Self { application: application.to_owned(), out: out.to_owned(), asked: asked() }
    }

    /// The number of files, where everything is as it was after the last run. Nothing means: do the whole run.
    pub fn unchanged(&self) -> Option<usize> {
        let (asked, name) = self.asked.as_ref()?;
        let mut folders = (0..=HIGHEST).map(|height| self.application.join("../".repeat(height)).join(FOLDER));
        let record = folders.find_map(|folder| fs::read(folder.join(name)).ok())?;
        let record = read(&record).filter(|record| record.asked == *asked)?;
        let world = DiskWorld::new(&self.application);
        let seen: Vec<&Seen> = record.seen.iter().collect();
        let is_same = same::all(&seen, |seen| seen.holds(&world))
            && same::is_as_listed(&self.out, &record.list, &asked.request.environments);
        is_same.then_some(record.files)
    }

    /// Writes down a run whose changes were made.
    ///
    /// A run that had something to say is not written down, so that the next one says it again. Where the record
    /// cannot be written there is none, and the next run is a whole one.
    pub fn remember(
        &self,
        world: Watched<'_>,
        outcome: &Outcome,
        output: &Output<'_>,
        files: &FileSet,
        changes: &Changes,
    ) {
        let Some((asked, name)) = self.asked.as_ref().filter(|_| outcome.diagnostics.is_empty()) else { return };
        let seen = world.into_seen();
        if seen.iter().any(|it| matches!(it, Seen::Refused(_))) {
            return;
        }
        let Some(list) = output.settled(files, changes) else { return };
        let record = Record { asked: asked.clone(), files: files.len(), list, seen };
        let workspace = self.application.join(&outcome.binary.workspace);
        // It is of use to the next run alone; this one is done.
        let _ = serde_json::to_vec(&record).map(|record| write(&workspace, name, &record));
    }
}

/// Reads a record; nothing where it is not whole.
fn read(bytes: &[u8]) -> Option<Record> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let record = &bytes[end + 1..];
    (bytes[..end] == *digest(record).as_bytes()).then(|| serde_json::from_slice(record).ok()).flatten()
}

/// Writes a record with its hash above it, beside its place first.
fn write(workspace: &Path, name: &str, record: &[u8]) -> std::io::Result<()> {
    let (target, folder) = (workspace.join("target"), workspace.join(FOLDER));
    if !target.exists() {
        Real.make(&target)?;
        Real.write(&target.join("CACHEDIR.TAG"), CACHE_TAG.as_bytes())?;
    }
    if !folder.exists() {
        Real.make(&folder)?;
        Real.write(&folder.join(".gitignore"), b"*\n")?;
    }
    let part = folder.join(format!("{name}.{}", std::process::id()));
    let whole = [digest(record).as_bytes(), b"\n", record].concat();
    let written = Real.write(&part, &whole).and_then(|()| Real.rename(&part, &folder.join(name)));
    written.inspect_err(|_| drop(Real.remove(&part)))
}

/// This program: its version and everything that tells one file from another without reading it.
fn tool() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    let metadata = fs::metadata(&path).ok()?;
    Some(format!("{} {} {} {}", env!("CARGO_PKG_VERSION"), path.to_str()?, metadata.len(), stamp(&metadata)?))
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // Elsewhere there may be none.
fn stamp(metadata: &fs::Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    // The time of its last change cannot be set by hand.
    let [modified, changed] = [(metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec())];
    Some(format!("{} {} {modified:?} {changed:?}", metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn stamp(metadata: &fs::Metadata) -> Option<String> {
    metadata.modified().ok().map(|time| format!("{time:?}"))
}
