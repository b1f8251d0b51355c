//! Writing as one step: staged, written down, moved. Whatever stops the program, the next run has the old files or the new ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::journal::{self, Step};
use super::list::hash_of;
use super::place::{self, Place};
use super::touch::Touch;

/// Where new files wait for their journal.
const STAGING: &str = ".watershed.new";
/// The new files in there, in the folders that they will be in.
const TREE: &str = "tree";
/// The journal in there. From the moment it has this name, the run counts.
const JOURNAL: &str = "journal";

/// An output folder that is being written.
pub struct Writing<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The hand on the disk.
    pub touch: &'a dyn Touch,
}

impl Writing<'_> {
    /// Whether a run was interrupted here.
    pub fn is_left(folder: &Path) -> bool {
        folder.join(STAGING).exists()
    }

    /// Does all steps or none.
    pub fn write<'t>(&self, steps: &[Step], text: impl Fn(&str) -> Option<&'t str> + Sync) -> Result<()> {
        let folders: BTreeSet<&str> = steps.iter().map(|step| place::above(&step.path)).collect();
        for folder in folders {
            place::check_writable(self.folder, &self.folder.join(folder))?;
        }
        let staged = self.stage(steps, text);
        if staged.is_err() {
            // The old files are all in place; only what was staged has to go.
            let _ = self.clear();
        }
        staged?;
        self.finish(steps, false).context("the run is not complete; when this is mended, the next run completes it")?;
        self.clear()
    }

    fn stage<'t>(&self, steps: &[Step], text: impl Fn(&str) -> Option<&'t str> + Sync) -> Result<()> {
        let write = |path: &Path, text: &str| {
            self.touch.write(path, text.as_bytes()).with_context(|| format!("`{}` cannot be written", path.display()))
        };
        let tree = self.staging().join(TREE);
        let new = steps.iter().filter(|step| step.after.is_some());
        let folders: BTreeSet<&str> = new.clone().map(|step| place::above(&step.path)).collect();
        for folder in folders {
            let folder = tree.join(folder);
            self.touch.make(&folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        }
        // One after the other: a folder takes one new file at a time, and threads would wait for each other.
        for step in new {
            write(&tree.join(&step.path), text(&step.path).unwrap_or_default())?;
        }
        let (part, journal) = (self.staging().join("journal.part"), self.staging().join(JOURNAL));
        write(&part, &journal::print(steps))?;
        self.touch.rename(&part, &journal).context("the journal cannot be written")
    }

    /// Completes a run whose journal is there, and forgets one without a journal.
    pub fn recover(&self) -> Result<()> {
        if !Self::is_left(self.folder) {
            return Ok(());
        }
        let text = match fs::read_to_string(self.staging().join(JOURNAL)) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return self.clear(),
            Err(error) => return Err(error).context("the journal of an interrupted run cannot be read"),
        };
        let steps = journal::parse(&text)?;
        let whole = |step: &Step| match (fs::read(self.staged(step)), &step.after) {
            (Ok(bytes), Some(after)) => hash_of(&bytes) == *after,
            _ => true,
        };
        // A machine without power may have lost what was staged; then nothing more is moved.
        if steps.iter().all(whole) {
            self.finish(&steps, true).context("an interrupted run cannot be completed")?;
        }
        self.clear()
    }

    /// Moves and removes. After an interruption, done steps are passed over and what a person put there since is left alone.
    fn finish(&self, steps: &[Step], interrupted: bool) -> Result<()> {
        let moved = self.move_folders(steps)?;
        for step in steps.iter().filter(|step| !moved.contains(place::above(&step.path))) {
            let staged = self.staged(step);
            if interrupted {
                let is_done = step.after.is_some() && !staged.exists();
                if is_done || Place::read(self.folder, &step.path)?.mark() != step.before {
                    continue;
                }
            }
            let target = self.folder.join(&step.path);
            if step.after.is_some() {
                self.move_in(&staged, &target)?;
            } else {
                present(self.touch.remove(&target))
                    .with_context(|| format!("`{}` cannot be removed", target.display()))?;
            }
        }
        steps.iter().filter(|step| step.after.is_none()).try_for_each(|step| self.prune(&step.path))
    }

    /// Moves whole folders to where there is none yet, and answers every folder of theirs that files are in.
    fn move_folders<'s>(&self, steps: &'s [Step]) -> Result<BTreeSet<&'s str>> {
        // The topmost folder that is not there, for each folder with files.
        let mut topmost: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        // Where a file was meant to replace another one, a person removed the folder since, and it stays removed.
        let mut is_new: BTreeMap<&str, bool> = BTreeMap::new();
        for step in steps {
            let folder = place::above(&step.path);
            let missing = *topmost.entry(folder).or_insert_with(|| self.topmost_missing(folder));
            if let Some(missing) = missing {
                *is_new.entry(missing).or_insert(true) &= step.before == Place::Missing.mark() && step.after.is_some();
            }
        }
        is_new.retain(|folder, is_new| *is_new && self.staging().join(TREE).join(folder).is_dir());
        for folder in is_new.keys() {
            self.move_in(&self.staging().join(TREE).join(folder), &self.folder.join(folder))?;
        }
        let moved = topmost.into_iter().filter(|(_, top)| top.is_some_and(|top| is_new.contains_key(top)));
        Ok(moved.map(|(folder, _)| folder).collect())
    }

    fn topmost_missing<'p>(&self, folder: &'p str) -> Option<&'p str> {
        let ends = folder.match_indices('/').map(|(end, _)| end).chain([folder.len()]);
        let mut folders = ends.map(|end| &folder[..end]).filter(|folder| !folder.is_empty());
        folders.find(|folder| fs::symlink_metadata(self.folder.join(folder)).is_err())
    }

    fn move_in(&self, staged: &Path, target: &Path) -> Result<()> {
        let folder = target.parent().unwrap_or(self.folder);
        if !folder.is_dir() {
            self.touch.make(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        }
        self.touch.rename(staged, target).with_context(|| format!("`{}` cannot be written", target.display()))
    }

    /// Removes the folders above a path that are empty now, up to the output's own.
    fn prune(&self, path: &str) -> Result<()> {
        for (end, _) in path.rmatch_indices('/') {
            let folder = self.folder.join(&path[..end]);
            match present(self.touch.remove_folder(&folder)) {
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => return Ok(()),
                removed => removed.with_context(|| format!("`{}` cannot be removed", folder.display()))?,
            }
        }
        Ok(())
    }

    /// Removes what was staged, the journal first: from then on there is nothing to complete.
    fn clear(&self) -> Result<()> {
        self.remove(&self.staging().join(JOURNAL))?;
        self.empty(&self.staging())
    }

    /// Removes a folder with everything in it.
    fn empty(&self, folder: &Path) -> Result<()> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            entries => entries.with_context(|| format!("`{}` cannot be read", folder.display()))?,
        };
        for entry in entries {
            let entry = entry.context("a staged file cannot be read")?;
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.empty(&entry.path())?;
            } else {
                self.remove(&entry.path())?;
            }
        }
        present(self.touch.remove_folder(folder)).with_context(|| format!("`{}` cannot be removed", folder.display()))
    }

    fn remove(&self, path: &Path) -> Result<()> {
        present(self.touch.remove(path)).with_context(|| format!("`{}` cannot be removed", path.display()))
    }

    fn staging(&self) -> PathBuf {
        self.folder.join(STAGING)
    }

    /// Where the new file of a step waits.
    fn staged(&self, step: &Step) -> PathBuf {
        self.staging().join(TREE).join(&step.path)
    }
}

/// What is gone already need not be removed.
fn present(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
