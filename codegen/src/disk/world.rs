//! Sources on the disk.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::world::{Entry, ReadError, World};

/// How far above the application its repository or workspace is looked for.
const HIGHEST: usize = 8;

/// The largest file that is read, in bytes; no text that a person writes comes near.
const LARGEST: u64 = 64 << 20;

/// The files below a folder.
pub struct DiskWorld {
    root: PathBuf,
    home: OnceLock<Home>,
    /// Where folders that were read from really are.
    folders: Mutex<HashMap<PathBuf, Option<PathBuf>>>,
}

/// What no link may lead out of: the repository, or the outermost workspace where there is none.
struct Home {
    /// How many folders above the application.
    above: usize,
    /// Where it really is; nothing where the system does not say.
    real: Option<PathBuf>,
}

impl DiskWorld {
    /// A world that begins in a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), home: OnceLock::new(), folders: Mutex::default() }
    }

    fn home(&self) -> &Home {
        self.home.get_or_init(|| {
            let has = |above: &usize, name: &str| self.root.join("../".repeat(*above)).join(name).exists();
            let repository = (0..=HIGHEST).find(|above| has(above, ".git"));
            let workspace = || (0..=HIGHEST).rev().find(|above| has(above, "Cargo.toml"));
            let above = repository.or_else(workspace).unwrap_or(0);
            Home { above, real: fs::canonicalize(self.root.join("../".repeat(above))).ok() }
        })
    }

    /// Whether links on the way to a file lead out of its repository. What is written with `..` may be anywhere.
    fn leads_out(&self, path: &str, is_link: bool) -> bool {
        let home = self.home();
        let above = path.split('/').take_while(|part| *part == "..").count();
        let Some(real) = home.real.as_ref().filter(|_| above <= home.above) else { return false };
        let file = self.root.join(path);
        let place = if is_link { fs::canonicalize(&file).ok() } else { file.parent().and_then(|it| self.real(it)) };
        place.is_some_and(|place| !place.starts_with(real))
    }

    /// Why a file is not read, although it is there.
    fn refuses(&self, path: &str) -> io::Result<Option<String>> {
        let file = self.root.join(path);
        let mut known = fs::symlink_metadata(&file)?;
        let is_link = known.is_symlink();
        if is_link {
            known = fs::metadata(&file)?;
        }
        Ok(if self.leads_out(path, is_link) {
            Some("a symbolic link leads out of the repository".to_owned())
        } else if !known.is_file() {
            Some("it is not a file".to_owned())
        } else if known.len() > LARGEST {
            Some(format!("it has {} MB, and more than {} MB are not read", known.len() >> 20, LARGEST >> 20))
        } else {
            None
        })
    }

    /// Where a folder really is, asked once.
    fn real(&self, folder: &Path) -> Option<PathBuf> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let found = folders.entry(folder.to_owned());
        // `canonicalize("")` finds nothing.
        found
            .or_insert_with(|| {
                fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()
            })
            .clone()
    }
}

impl World for DiskWorld {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let refused = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => ReadError::Missing,
            _ => ReadError::Refused(error.to_string()),
        };
        match self.refuses(path).map_err(refused)? {
            Some(reason) => Err(ReadError::Refused(reason)),
            None => fs::read(self.root.join(path)).map_err(refused),
        }
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
