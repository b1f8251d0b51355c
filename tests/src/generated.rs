//! Every folder that is generated: those of the cases and those of the examples.

use std::path::{Path, PathBuf};

use crate::program::project;
use crate::{case, tree};

/// The committed output of a case or an example.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The name of the case or example.
    pub name: String,
    /// Its `infra/` or `expected/`.
    pub folder: PathBuf,
}

/// All of them.
pub fn all() -> Vec<Generated> {
    let cases = case::all("cases").into_iter();
    let mut all: Vec<Generated> =
        cases.map(|case| Generated { name: case.name, folder: case.folder.join("expected") }).collect();
    all.extend(examples());
    all
}

/// Those of the examples.
pub fn examples() -> Vec<Generated> {
    let example = |folder: PathBuf| {
        let name = folder.file_name()?.to_str()?.to_owned();
        folder.join("watershed.yaml").is_file().then(|| Generated { name, folder: folder.join("infra") })
    };
    tree::inside(&project().join("examples")).into_iter().filter_map(example).collect()
}

impl Generated {
    /// Its root modules: of each environment, and of the deployer of each that has one.
    pub fn roots(&self) -> Vec<(String, PathBuf)> {
        let deployers = self.of("deployer").into_iter().map(|(name, folder)| (format!("{name}-deployer"), folder));
        self.of("terraform").into_iter().chain(deployers).collect()
    }

    /// Its folders of one target, `terraform` or `kubernetes`, with the names of their environments.
    pub fn of(&self, target: &str) -> Vec<(String, PathBuf)> {
        let environment = |folder: &Path| folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let folders = tree::inside(&self.folder).into_iter().filter(|folder| folder.join(target).is_dir());
        folders.filter_map(|folder| Some((environment(&folder)?, folder.join(target)))).collect()
    }
}
