//! Real files: reading sources, comparing and writing what is generated. The only file here that touches the outside.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::compile::FileSet;
use crate::world::{Entry, ReadError, World};

/// The list of files that Watershed wrote, with their hashes.
const LIST: &str = ".watershed";

/// The files below a folder.
pub struct DiskWorld {
    root: PathBuf,
}

impl DiskWorld {
    /// A world that begins in a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl World for DiskWorld {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        fs::read(self.root.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ReadError::Missing,
            _ => ReadError::Refused(error.to_string()),
        })
    }

    fn is_file(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }

    fn list(&self, folder: &str) -> Vec<Entry> {
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return Vec::new() };
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.ok()?;
            Some(Entry { name: entry.file_name().to_str()?.to_owned(), is_folder: entry.path().is_dir() })
        };
        let mut entries: Vec<Entry> = entries.filter_map(entry).collect();
        entries.sort();
        entries
    }
}

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

/// A folder with generated files.
pub struct Output {
    folder: PathBuf,
    /// Hashes of written files, by path.
    list: BTreeMap<String, String>,
}

impl Output {
    /// Reads the list of a folder, which may be missing.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(LIST);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error).with_context(|| format!("`{}` cannot be read", path.display())),
        };
        let mut list = BTreeMap::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let Some((hash, path)) = line.split_once("  ") else {
                bail!("`{}` has a line that is not `hash  path`: {line}", path.display())
            };
            let inside = !path.starts_with('/') && !path.split('/').any(|part| matches!(part, ".." | "" | "."));
            if !inside {
                bail!("`{LIST}` names a file outside of its folder: {path}");
            }
            list.insert(path.to_owned(), hash.to_owned());
        }
        Ok(Self { folder: folder.to_owned(), list })
    }

    /// Compares the folder with a set of files. Files of environments that were not asked for are left out.
    pub fn compare(&self, files: &FileSet, environments: &[String]) -> Result<Changes> {
        let mut changes = Changes::default();
        for (path, text) in files {
            match self.current(path)? {
                None => changes.missing.push(path.clone()),
                Some(current) if current == text.as_bytes() => {}
                Some(current) => match self.list.get(path) {
                    Some(hash) if *hash == hash_of(&current) => changes.stale.push(path.clone()),
                    Some(_) => changes.edited.push(path.clone()),
                    None => changes.foreign.push(path.clone()),
                },
            }
        }
        for (path, hash) in
            self.list.iter().filter(|(path, _)| !files.contains_key(*path) && concerns(path, environments))
        {
            match self.current(path)? {
                Some(current) if hash_of(&current) != *hash => changes.edited.push(path.clone()),
                Some(_) => changes.unwanted.push(path.clone()),
                None => {}
            }
        }
        changes.edited.sort();
        Ok(changes)
    }

    /// Writes what differs and removes what is unwanted. Edited and foreign files are for the caller to allow.
    pub fn write(&self, files: &FileSet, changes: &Changes, environments: &[String]) -> Result<()> {
        let to_write = changes.missing.iter().chain(&changes.stale).chain(&changes.edited).chain(&changes.foreign);
        let mut staged = Vec::new();
        // Everything is on the disk beside its place before anything is renamed.
        for path in to_write {
            if let Some(text) = files.get(path) {
                staged.push(self.stage(path, text)?);
            }
        }
        let mut list = self.list.clone();
        list.retain(|path, _| files.contains_key(path) || !concerns(path, environments));
        list.extend(files.iter().map(|(path, text)| (path.clone(), hash_of(text.as_bytes()))));
        let lines: Vec<String> = list.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
        let text = lines.concat();
        if self.current(LIST)?.as_deref() != Some(text.as_bytes()) {
            staged.push(self.stage(LIST, &text)?);
        }
        for (from, to) in staged {
            fs::rename(&from, &to).with_context(|| format!("`{}` cannot be written", to.display()))?;
        }
        for path in changes.unwanted.iter().chain(changes.edited.iter().filter(|path| !files.contains_key(*path))) {
            self.remove(path)?;
        }
        Ok(())
    }

    fn current(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let path = self.folder.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("`{}` cannot be read", path.display())),
        }
    }

    fn stage(&self, path: &str, text: &str) -> Result<(PathBuf, PathBuf)> {
        let target = self.folder.join(path);
        let folder = target.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let staged = folder.join(format!(".{name}.new"));
        fs::write(&staged, text).with_context(|| format!("`{}` cannot be written", staged.display()))?;
        Ok((staged, target))
    }

    fn remove(&self, path: &str) -> Result<()> {
        let path = self.folder.join(path);
        fs::remove_file(&path).with_context(|| format!("`{}` cannot be removed", path.display()))?;
        let mut folder = path.parent();
        // Folders that are empty now go too, up to the output's own.
        while let Some(empty) = folder.filter(|folder| *folder != self.folder && fs::remove_dir(folder).is_ok()) {
            folder = empty.parent();
        }
        Ok(())
    }
}

/// Whether a path belongs to one of the environments; no environments are all of them.
fn concerns(path: &str, environments: &[String]) -> bool {
    environments.is_empty() || path.split_once('/').is_some_and(|(first, _)| environments.iter().any(|it| it == first))
}

fn hash_of(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::digest(bytes);
    digest.iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
