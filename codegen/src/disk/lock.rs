//! One run at a time in an output folder. The lock is the system's, so that none outlives its run.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Who else may be in the folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nobody.
    Write,
    /// Others who only read.
    Read,
}

/// Locks a folder until the answer is dropped.
pub fn lock(folder: &Path, kind: Kind) -> Result<File> {
    let file = open(folder).with_context(|| format!("`{}` cannot be opened", folder.display()))?;
    let locked = match kind {
        Kind::Write => file.try_lock(),
        Kind::Read => file.try_lock_shared(),
    };
    match locked {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another run of `watershed` works in `{}`; try again when it has ended", folder.display())
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("`{}` cannot be locked", folder.display()))
        }
    }
}

#[cfg(unix)]
fn open(folder: &Path) -> std::io::Result<File> {
    File::open(folder)
}

#[cfg(not(unix))]
fn open(folder: &Path) -> std::io::Result<File> {
    // A folder cannot be locked there.
    File::options().create(true).truncate(false).write(true).open(folder.join(".watershed.lock"))
}
