//! `watershed check`

use anyhow::Result;
use watershed_codegen::disk::Output;

use crate::args::Check;
use crate::{Exit, terminal};

/// Compares the written files with what the source says, and names what differs.
pub fn run(arguments: &Check) -> Result<Exit> {
    let application = &arguments.application;
    let reading = &application.reading;
    let Some(outcome) = super::compiled(&application.path, reading)? else { return Ok(Exit::Failed) };
    let files = outcome.files.unwrap_or_default();
    let changes = Output::read(&super::folder(application, &arguments.out))?.compare(&files, &reading.environment)?;
    let kinds = [
        ("missing", &changes.missing),
        ("stale", &changes.stale),
        ("unwanted", &changes.unwanted),
        ("edited", &changes.edited),
        ("foreign", &changes.foreign),
    ];
    for (word, paths) in kinds {
        for path in paths {
            super::file_line(reading.format, word, path);
        }
    }
    if changes.is_empty() {
        terminal::say(&format!("{} files are what the source says", files.len()));
        return Ok(Exit::Fine);
    }
    let by_person = !changes.edited.is_empty() || !changes.foreign.is_empty();
    let way = if by_person { "says how to keep what a person wrote" } else { "writes them" };
    terminal::say(&format!("the files are not what the source says; `watershed generate` {way}"));
    Ok(Exit::Differs)
}
