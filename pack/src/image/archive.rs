//! The one file that holds everything.

use std::collections::BTreeMap;

use tar::{Builder, EntryType};

use super::documents::blob;
use super::layer::append;
use crate::{Error, digest};

/// Files by path, written in the order of their paths.
#[derive(Default)]
pub struct Archive {
    files: BTreeMap<String, Vec<u8>>,
}

impl Archive {
    /// Adds a piece of the image under its digest.
    pub fn blob(&mut self, bytes: &[u8]) {
        self.file(&blob(&digest(bytes)), bytes);
    }

    /// Adds a file.
    pub fn file(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), bytes.to_vec());
    }

    /// Writes the archive.
    pub fn finish(&self) -> Result<Vec<u8>, Error> {
        self.write().map_err(|error| Error::Archive(error.to_string()))
    }

    fn write(&self) -> std::io::Result<Vec<u8>> {
        let mut tar = Builder::new(Vec::new());
        for folder in ["blobs/", "blobs/sha256/"] {
            append(&mut tar, EntryType::Directory, folder, 0o755, &[])?;
        }
        for (path, bytes) in &self.files {
            append(&mut tar, EntryType::Regular, path, 0o644, bytes)?;
        }
        tar.into_inner()
    }
}
