//! Files of a person, written so that none is ever found half: each is written beside its place, and moved there when
//! all of them are.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Gives each file its text. A full disk leaves all of them as they were; a link stays one.
pub fn all(files: &[(PathBuf, String)]) -> Result<()> {
    let places: Vec<PathBuf> =
        files.iter().map(|(path, _)| fs::canonicalize(path).unwrap_or_else(|_| path.clone())).collect();
    let done = stage_and_move(files, &places);
    if done.is_err() {
        for place in &places {
            let _ = fs::remove_file(beside(place));
        }
    }
    done
}

fn stage_and_move(files: &[(PathBuf, String)], places: &[PathBuf]) -> Result<()> {
    for ((path, text), place) in files.iter().zip(places) {
        stage(place, text).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    for ((path, _), place) in files.iter().zip(places) {
        fs::rename(beside(place), place).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    Ok(())
}

fn stage(place: &Path, text: &str) -> io::Result<()> {
    let beside = beside(place);
    fs::write(&beside, text)?;
    match fs::metadata(place) {
        Ok(there) => fs::set_permissions(&beside, there.permissions()),
        Err(_) => Ok(()),
    }
}

/// Where a file waits.
fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{}", std::process::id()))
}
