//! A folder with generated files, and how it differs from what should be in it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::journal::Step;
use super::list::{LIST, List, hash_of, holds};
use super::lock::{self, Kind};
use super::place::{self, Place};
use super::touch::{Real, Touch};
use super::write::Writing;
use crate::compile::FileSet;
use crate::parallel;

/// What differs between the folder and what should be in it. Paths are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Not there yet.
    pub missing: Vec<String>,
    /// There, as Watershed wrote it, with an older text.
    pub stale: Vec<String>,
    /// Written by Watershed and no longer wanted.
    pub unwanted: Vec<String>,
    /// Written by Watershed and changed by a person.
    pub edited: Vec<String>,
    /// In the way, and not written by Watershed.
    pub foreign: Vec<String>,
}

impl Changes {
    /// Whether everything is as it should be.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a file is, compared with its text.
enum State {
    Right,
    /// Right, but the list says something else of it.
    Unlisted,
    Missing,
    Stale,
    Edited,
    Foreign,
}

/// A folder with generated files. No other run changes it as long as this lives.
pub struct Output<'a> {
    folder: PathBuf,
    list: List,
    /// Whose files are written.
    application: Option<String>,
    touch: &'a dyn Touch,
    /// The system's lock; nothing where there is no folder yet.
    _lock: Option<File>,
}

impl Output<'_> {
    /// Opens a folder to compare it; it may be missing.
    pub fn read(folder: &Path) -> Result<Self> {
        if !folder.exists() && !folder.is_symlink() {
            return Ok(Self {
                folder: folder.to_owned(),
                list: List::default(),
                application: None,
                touch: &Real,
                _lock: None,
            });
        }
        place::check_root(folder)?;
        let kind = if Writing::is_left(folder) { Kind::Write } else { Kind::Read };
        Output::locked(folder, kind, &Real)
    }

    /// Opens a folder to write in it, and makes it where it is missing.
    pub fn open(folder: &Path) -> Result<Self> {
        Output::open_by(folder, &Real)
    }
}

impl<'a> Output<'a> {
    /// The same with another hand on the disk.
    pub fn open_by(folder: &Path, touch: &'a dyn Touch) -> Result<Self> {
        place::check_root(folder)?;
        touch.make(folder).with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
        Self::locked(folder, Kind::Write, touch)
    }

    fn locked(folder: &Path, kind: Kind, touch: &'a dyn Touch) -> Result<Self> {
        let lock = lock::lock(folder, kind)?;
        Writing { folder, touch }.recover()?;
        let path = folder.join(LIST);
        let list = match fs::read_to_string(&path) {
            Ok(text) => List::parse(&text).with_context(|| format!("`{}` cannot be used", folder.display()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => List::default(),
            Err(error) => return Err(error).with_context(|| format!("`{}` cannot be read", path.display())),
        };
        Ok(Self { folder: folder.to_owned(), list, application: None, touch, _lock: Some(lock) })
    }

    /// Says whose files are written.
    #[must_use]
    pub fn of(mut self, application: &str) -> Self {
        self.application = Some(application.to_owned());
        self
    }

    /// The other application that the folder was written for, if it was.
    pub fn other(&self) -> Option<&str> {
        let other = self.list.application.as_deref();
        other.filter(|_| self.application.is_some() && self.application != self.list.application)
    }

    /// Compares the folder with a set of files. Files of environments that were not asked for are left out.
    pub fn compare(&self, files: &FileSet, environments: &[String]) -> Result<Changes> {
        let no_folder = place::check_folders(&self.folder, files.keys().chain(self.list.paths()))?;
        let mut changes = Changes::default();
        // Each is read, compared and forgotten: together they would fill the memory.
        let found = parallel::map(files.iter().collect(), |(path, text): (&String, &String)| {
            if no_folder.contains(place::above(path)) { Ok(State::Missing) } else { self.state(path, text) }
        });
        let mut is_listed = true;
        for (path, state) in files.keys().zip(found) {
            let kind = match state? {
                State::Right => continue,
                State::Unlisted => {
                    is_listed = false;
                    continue;
                }
                State::Missing => &mut changes.missing,
                State::Stale => &mut changes.stale,
                State::Edited => &mut changes.edited,
                State::Foreign => &mut changes.foreign,
            };
            kind.push(path.clone());
        }
        let gone = |path: &&String| !files.contains_key(*path) && concerns(path, environments);
        for path in self.list.paths().filter(gone) {
            match Place::read(&self.folder, path)? {
                Place::Missing => {}
                Place::File(bytes) if self.list.wrote(path, &bytes) => changes.unwanted.push(path.clone()),
                Place::File(_) | Place::Link => changes.edited.push(path.clone()),
            }
        }
        let is_signed = self.application.is_none() || self.application == self.list.application;
        if changes.is_empty() && !(is_listed && is_signed && self.list.names(&self.listed(files, environments))) {
            // Adopted and forgotten files change the list alone, and so does one that somebody else put right.
            let kind = if self.folder.join(LIST).exists() { &mut changes.stale } else { &mut changes.missing };
            kind.push(LIST.to_owned());
        }
        changes.edited.sort();
        Ok(changes)
    }

    fn state(&self, path: &str, text: &str) -> Result<State> {
        Ok(match Place::read(&self.folder, path)? {
            Place::Missing => State::Missing,
            Place::File(bytes) if holds(&bytes, text) && self.list.is(path, text) => State::Right,
            Place::File(bytes) if holds(&bytes, text) => State::Unlisted,
            Place::File(bytes) if self.list.wrote(path, &bytes) => State::Stale,
            Place::File(_) | Place::Link if self.list.has(path) => State::Edited,
            Place::File(_) | Place::Link => State::Foreign,
        })
    }

    /// Writes what differs and removes what is unwanted, all or nothing.
    /// Edited and foreign files are for the caller to allow.
    pub fn write(&mut self, files: &FileSet, changes: &Changes, environments: &[String]) -> Result<()> {
        let writing = Writing { folder: &self.folder, touch: self.touch };
        let text = |path: &str| files.get(path).map(String::as_str);
        let missing = changes.missing.iter().map(|path| (path, false));
        let there = [&changes.stale, &changes.edited, &changes.foreign, &changes.unwanted].into_iter().flatten();
        let paths: Vec<_> = missing.chain(there.map(|path| (path, true))).filter(|(path, _)| *path != LIST).collect();
        let step = |(path, is_there): (&String, bool)| {
            let before = if is_there { Place::read(&self.folder, path)? } else { Place::Missing };
            Ok(Step::new(path, &before, text(path)))
        };
        let mut steps = parallel::map(paths, step).into_iter().collect::<Result<Vec<_>>>()?;
        let list = self.new_list(files, &steps, environments);
        let printed = list.print();
        steps.push(Step::new(LIST, &Place::read(&self.folder, LIST)?, Some(&printed)));
        writing.write(&steps, |path| if path == LIST { Some(printed.as_str()) } else { text(path) })?;
        self.list = list;
        Ok(())
    }

    /// The hash of the list, where everything is as it should be and the list says so of every file.
    /// `changes` are those that were written.
    pub fn settled(&self, files: &FileSet, changes: &Changes) -> Option<String> {
        let written: BTreeSet<&String> =
            [&changes.missing, &changes.stale, &changes.edited, &changes.foreign].into_iter().flatten().collect();
        // A merge may have left the line of another text beside a file that is right.
        let is_said = |(path, text): (&String, &String)| written.contains(path) || self.list.is(path, text);
        parallel::map(files.iter().collect(), is_said)
            .into_iter()
            .all(|said| said)
            .then(|| hash_of(self.list.print().as_bytes()))
    }

    /// The list as it will be: what is written now, what was right already, what other environments have.
    fn new_list(&self, files: &FileSet, steps: &[Step], environments: &[String]) -> List {
        let mut list = self.list.clone();
        list.application = self.application.clone().or(list.application);
        list.retain(|path| files.contains_key(path) || !concerns(path, environments));
        for Step { path, after, .. } in steps {
            if let Some(hash) = after {
                list.set(path, hash.clone());
            }
        }
        // What is written now has its hash already.
        let written: BTreeSet<&str> = steps.iter().map(|step| step.path.as_str()).collect();
        for (path, text) in files.iter().filter(|(path, _)| !written.contains(path.as_str())) {
            if !list.is(path, text) {
                list.set(path, hash_of(text.as_bytes()));
            }
        }
        list
    }

    /// Every path that the list should name.
    fn listed<'p>(&'p self, files: &'p FileSet, environments: &[String]) -> BTreeSet<&'p String> {
        let others = self.list.paths().filter(|path| !concerns(path, environments));
        files.keys().chain(others).collect()
    }
}

/// Whether a path belongs to one of the environments; no environments are all of them.
pub fn concerns(path: &str, environments: &[String]) -> bool {
    environments.is_empty() || path.split_once('/').is_some_and(|(first, _)| environments.iter().any(|it| it == first))
}
