//! Writing as one step: staged, written down, moved. Whatever stops the program, the next run has the old files or the new ones.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::journal::{self, Step};
use super::list::hash_of;
use super::place::{self, Place};
use super::touch::Touch;

/// Where new files wait for their journal.
const STAGING: &str = ".watershed.new";
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
        let folders: BTreeSet<PathBuf> =
            steps.iter().filter_map(|step| Some(self.folder.join(&step.path).parent()?.to_owned())).collect();
        for folder in &folders {
            place::check_writable(self.folder, folder)?;
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
        let write = |name: &str, text: &str| {
            let path = self.staged(name);
            self.touch.write(&path, text.as_bytes()).with_context(|| format!("`{}` cannot be written", path.display()))
        };
        let staging = self.folder.join(STAGING);
        self.touch.make(&staging).with_context(|| format!("`{}` cannot be made", staging.display()))?;
        steps.par_iter().enumerate().try_for_each(|(index, step)| match text(&step.path) {
            Some(text) if step.after.is_some() => write(&index.to_string(), text),
            _ => Ok(()),
        })?;
        write("journal.part", &journal::print(steps))?;
        self.touch.rename(&self.staged("journal.part"), &self.staged(JOURNAL)).context("the journal cannot be written")
    }

    /// Completes a run whose journal is there, and forgets one without a journal.
    pub fn recover(&self) -> Result<()> {
        if !Self::is_left(self.folder) {
            return Ok(());
        }
        let text = match fs::read_to_string(self.staged(JOURNAL)) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return self.clear(),
            Err(error) => return Err(error).context("the journal of an interrupted run cannot be read"),
        };
        let steps = journal::parse(&text)?;
        let whole = |(index, step): (usize, &Step)| match (fs::read(self.staged(&index.to_string())), &step.after) {
            (Ok(bytes), Some(after)) => hash_of(&bytes) == *after,
            _ => true,
        };
        // A machine without power may have lost what was staged; then nothing more is moved.
        if steps.iter().enumerate().all(whole) {
            self.finish(&steps, true).context("an interrupted run cannot be completed")?;
        }
        self.clear()
    }

    /// Moves and removes. After an interruption, done steps are passed over and what a person put there since is left alone.
    fn finish(&self, steps: &[Step], interrupted: bool) -> Result<()> {
        for (index, step) in steps.iter().enumerate() {
            let staged = self.staged(&index.to_string());
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
        let staging = self.folder.join(STAGING);
        let remove = |path: &Path| {
            present(self.touch.remove(path)).with_context(|| format!("`{}` cannot be removed", path.display()))
        };
        remove(&self.staged(JOURNAL))?;
        let entries = match fs::read_dir(&staging) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            entries => entries.with_context(|| format!("`{}` cannot be read", staging.display()))?,
        };
        for entry in entries {
            remove(&entry.context("a staged file cannot be read")?.path())?;
        }
        present(self.touch.remove_folder(&staging))
            .with_context(|| format!("`{}` cannot be removed", staging.display()))
    }

    fn staged(&self, name: &str) -> PathBuf {
        self.folder.join(STAGING).join(name)
    }
}

/// What is gone already need not be removed.
fn present(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
