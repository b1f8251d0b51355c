//! The project's own sources, for the tests that hold them to their rules.

use std::fs;
use std::path::PathBuf;

use crate::program::project;
use crate::tree;

/// The crates whose sources ship.
pub const CRATES: &[&str] = &["grammar", "macros", "runtime", "codegen", "pack", "cli"];

/// A file of a crate.
#[derive(Clone, Debug)]
pub struct Source {
    /// The crate's folder.
    pub krate: &'static str,
    /// The path below `src`, such as `terraform/hcl/print.rs`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Every Rust file below the `src` of the crates, sorted.
pub fn all() -> Vec<Source> {
    CRATES.iter().flat_map(|krate| of(krate)).collect()
}

fn of(krate: &'static str) -> Vec<Source> {
    let root = project().join(krate).join("src");
    let (mut found, mut waiting) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = waiting.pop() {
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
            tree::inside(&folder).into_iter().partition(|path| path.is_dir());
        waiting.extend(folders);
        for file in files.into_iter().filter(|file| file.extension().is_some_and(|it| it == "rs")) {
            let path = file.strip_prefix(&root).expect("it was found below").to_string_lossy().replace('\\', "/");
            found.push(Source { krate, path, text: fs::read_to_string(&file).expect("a source can be read") });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}
