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

/// The name of the folder that holds what an input leaves out.
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
    /// Its application as files. `Cargo.toml` and `watershed.yaml` may be left out where the usual ones do.
    pub fn input(&self) -> Tree {
        let mut files = tree::read(&project().join("tests/cases").join(DEFAULTS));
        files.extend(tree::read(&self.folder.join("input")));
        match fs::read_to_string(self.folder.join("input.rs")) {
            Ok(source) => _ = files.insert("src/main.rs".to_owned(), source),
            Err(_) => assert!(self.folder.join("input").is_dir(), "{} has neither `input.rs` nor `input/`", self.name),
        }
        files
    }

    /// Its application in a folder of its own.
    pub fn application(&self) -> TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        tree::write(folder.path(), &self.input());
        folder
    }
}
