//! The crate as it would be: the files on disk, with new texts for some of them.

use std::collections::BTreeMap;

use watershed_codegen::world::{Entry, ReadError, World};

/// Files on disk, and what is to be written over them.
pub struct Planned<'a> {
    /// What is there.
    pub disk: &'a dyn World,
    /// New texts by their paths.
    pub texts: BTreeMap<&'a str, &'a str>,
}

impl World for Planned<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.texts.get(path).map_or_else(|| self.disk.read(path), |text| Ok(text.as_bytes().to_vec()))
    }

    fn is_file(&self, path: &str) -> bool {
        self.texts.contains_key(path) || self.disk.is_file(path)
    }

    fn list(&self, folder: &str) -> Vec<Entry> {
        self.disk.list(folder)
    }

    fn fitting(&self, folder: &str, pattern: &str) -> Vec<Entry> {
        self.disk.fitting(folder, pattern)
    }
}
