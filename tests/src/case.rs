//! A case: a small application, and what must come of it.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::program::project;
use crate::tree::{self, Tree};

/// A folder with `input.rs` or `input/`, and what is expected beside it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
}

/// The name of the folder with the manifest and the settings of an `input.rs`.
const DEFAULTS: &str = "defaults";

/// Every case in `tests/<kind>/`, sorted by name.
pub fn all(kind: &str) -> Vec<Case> {
    let case = |folder: PathBuf| {
        let name = folder.file_name()?.to_str()?.to_owned();
        (folder.is_dir() && name != DEFAULTS).then_some(Case { name, folder })
    };
    tree::inside(&project().join("tests").join(kind)).into_iter().filter_map(case).collect()
}

/// Whether expectations are written instead of compared.
pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

impl Case {
    /// Its application as files: the folder `input/` as it is, or `input.rs` in a usual package.
    pub fn input(&self) -> Tree {
        let folder = self.folder.join("input");
        if folder.is_dir() {
            return tree::read(&folder);
        }
        let source = fs::read(self.folder.join("input.rs"));
        let source = source.unwrap_or_else(|_| panic!("{} has neither `input.rs` nor `input/`", self.name));
        let mut files = tree::read(&project().join("tests/cases").join(DEFAULTS));
        files.insert("src/main.rs".to_owned(), source);
        files
    }

    /// What is written after the command, word by word, in `arguments.txt`.
    pub fn arguments(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder.join("arguments.txt")).unwrap_or_default();
        text.split_whitespace().map(str::to_owned).collect()
    }

    /// Its application in a folder of its own.
    pub fn application(&self) -> TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        tree::write(folder.path(), &self.input());
        folder
    }
}
