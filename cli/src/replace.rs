//! Files of a person, written so that none is ever found half: each is written beside its place, and moved there when
//! all of them are.
//!
//! What waits has a name that nobody else gives, `.main.rs.watershed-1234`, and is locked by who wrote it. A file of such
//! a name that nobody holds is what a run left that was killed.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// What stands between the name of a file and the number of the process that writes it.
const WAITING: &str = ".watershed-";

/// Gives each file its text. A full disk leaves all of them as they were; a link stays one.
pub fn all(files: &[(PathBuf, String)]) -> Result<()> {
    let mut staged = Vec::new();
    for (path, text) in files {
        let one = Staged::new(real(path), text);
        staged.push(one.with_context(|| format!("`{}` cannot be written", path.display()))?);
    }
    for (one, (path, _)) in staged.iter_mut().zip(files) {
        one.moved().with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    Ok(())
}

/// Removes what runs have left beside these files that were killed, and nothing else.
pub fn forget(files: impl IntoIterator<Item = PathBuf>) {
    let mut folders: BTreeMap<PathBuf, BTreeSet<OsString>> = BTreeMap::new();
    for file in files.into_iter().map(|file| real(&file)) {
        if let (Some(folder), Some(name)) = (file.parent(), file.file_name()) {
            folders.entry(folder.to_owned()).or_default().insert(name.to_owned());
        }
    }
    for (folder, names) in folders {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let is_ours = waits_for(&entry.file_name()).is_some_and(|name| names.contains(&name));
            // Not a link, which would be somebody's.
            if is_ours && entry.file_type().is_ok_and(|it| it.is_file()) && is_forsaken(&entry.path()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether nobody holds a file any more. Where the disk knows no locks nobody can tell, and it stays.
fn is_forsaken(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// The name of the file that one of this name waits for.
fn waits_for(name: &std::ffi::OsStr) -> Option<OsString> {
    let (name, process) = name.to_str()?.strip_prefix('.')?.rsplit_once(WAITING)?;
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| name.into())
}

/// Where a file really is, behind links.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        // It is not there yet, and its folder is.
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        path.file_name().map_or_else(|| path.to_owned(), |name| folder.join(name))
    })
}

/// A file that waits beside its place; it is removed where it is not moved.
struct Staged {
    place: PathBuf,
    waits: PathBuf,
    /// Holds the lock.
    file: File,
    is_moved: bool,
}

impl Staged {
    fn new(place: PathBuf, text: &str) -> io::Result<Self> {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let waits = place.with_file_name(format!(".{name}{WAITING}{}", std::process::id()));
        let file = File::options().write(true).create_new(true).open(&waits)?;
        let staged = Self { place, waits, file, is_moved: false };
        let mut file = &staged.file;
        // Where the disk knows no locks, it is written without one.
        let _ = file.try_lock();
        file.write_all(text.as_bytes())?;
        if let Ok(there) = fs::metadata(&staged.place) {
            file.set_permissions(there.permissions())?;
        }
        Ok(staged)
    }

    fn moved(&mut self) -> io::Result<()> {
        fs::rename(&self.waits, &self.place)?;
        self.is_moved = true;
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.is_moved {
            let _ = fs::remove_file(&self.waits);
        }
    }
}
