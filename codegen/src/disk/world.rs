//! Sources on the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::world::{Entry, ReadError, World};

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
