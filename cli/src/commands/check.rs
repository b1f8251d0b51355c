//! `watershed check`

use anyhow::Result;
use watershed_codegen::disk::Output;

use crate::args::Application;
use crate::{Exit, terminal};

/// Compares the committed files with what the source says, and names what differs.
pub fn run(application: &Application) -> Result<Exit> {
    let Some(outcome) = super::compiled(application)? else { return Ok(Exit::Failed) };
    let files = outcome.files.unwrap_or_default();
    let changes = Output::read(&super::folder(application))?.compare(&files, &application.environment)?;
    let kinds = [
        ("missing", &changes.missing),
        ("stale", &changes.stale),
        ("unwanted", &changes.unwanted),
        ("edited", &changes.edited),
        ("foreign", &changes.foreign),
    ];
    for (word, paths) in kinds {
        for path in paths {
            terminal::data(&format!("{word} {path}\n"));
        }
    }
    if changes.is_empty() {
        terminal::say(&format!("{} files are what the source says", files.len()));
        return Ok(Exit::Fine);
    }
    terminal::say("the files are not what the source says; `watershed generate` writes them");
    Ok(Exit::Differs)
}
