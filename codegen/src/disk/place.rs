//! What is at a path: nothing, a file, or something that must not be written over.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::list::hash_of;

/// What is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing.
    Missing,
    /// A file with these bytes.
    File(Vec<u8>),
    /// A symbolic link; whatever it leads to is not ours.
    Link,
}

impl Place {
    /// What is at a path. A folder in the place of a file is an error: nobody's folder is ever removed.
    pub fn read(folder: &Path, path: &str) -> Result<Self> {
        let path = folder.join(path);
        let kind = match fs::symlink_metadata(&path) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::Missing),
            Err(error) => return Err(error).with_context(|| format!("`{}` cannot be read", path.display())),
        };
        if kind.is_symlink() {
            return Ok(Self::Link);
        }
        if kind.is_dir() {
            bail!("`{}` is a folder where a file should be; move it away", path.display());
        }
        let bytes = fs::read(&path).with_context(|| format!("`{}` cannot be read", path.display()))?;
        Ok(Self::File(bytes))
    }

    /// A word for it in the journal.
    pub fn mark(&self) -> String {
        match self {
            Self::Missing => "-".to_owned(),
            Self::File(bytes) => hash_of(bytes),
            Self::Link => "link".to_owned(),
        }
    }
}

/// Refuses an output folder that is something else.
pub fn check_root(folder: &Path) -> Result<()> {
    if folder.exists() && !folder.is_dir() {
        bail!(
            "`{}` is a file where the output folder should be; move it away or name another with `--out`",
            folder.display()
        );
    }
    if folder.is_symlink() && !folder.exists() {
        bail!(
            "`{}` is a symbolic link that leads nowhere; remove it or make the folder that it names",
            folder.display()
        );
    }
    Ok(())
}

/// The folder of a path; empty for a file of the output folder itself.
pub fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Refuses files and links where folders should be, so that nothing is written outside of the output folder.
/// Answers the folders that are not there.
pub fn check_folders<'a>(folder: &Path, paths: impl Iterator<Item = &'a String>) -> Result<BTreeSet<&'a str>> {
    let (mut seen, mut missing, mut last) = (BTreeSet::new(), BTreeSet::new(), None);
    for path in paths {
        // Most paths follow another one of their folder.
        if last.replace(above(path)) == Some(above(path)) {
            continue;
        }
        for (end, _) in path.match_indices('/') {
            let name = &path[..end];
            if !seen.insert(name) {
                continue;
            }
            let above = folder.join(name);
            match fs::symlink_metadata(&above) {
                Ok(metadata) if metadata.is_symlink() => {
                    bail!("`{}` is a symbolic link where a folder of its own should be; remove it", above.display())
                }
                Ok(metadata) if !metadata.is_dir() => {
                    bail!("`{}` is a file where a folder should be; move it away", above.display())
                }
                Ok(_) => {}
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                    missing.insert(name);
                }
                Err(error) => return Err(error).with_context(|| format!("`{}` cannot be read", above.display())),
            }
        }
    }
    Ok(missing)
}

/// Refuses a folder in which nothing can be written, before anything is; the nearest one where it is missing.
pub fn check_writable(root: &Path, folder: &Path) -> Result<()> {
    let mut nearest = folder;
    while !nearest.is_dir() && nearest != root {
        nearest = nearest.parent().unwrap_or(root);
    }
    writable(nearest).with_context(|| format!("nothing can be written in `{}`", nearest.display()))
}

#[cfg(unix)]
fn writable(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

#[cfg(not(unix))]
fn writable(_: &Path) -> io::Result<()> {
    Ok(())
}
