//! `watershed check`

use anyhow::Result;
use watershed_codegen::disk::{LastRun, Output, Watched};

use crate::args::Check;
use crate::{Exit, terminal};

/// Compares the written files with what the source says, and names what differs.
pub fn run(arguments: &Check) -> Result<Exit> {
    let application = &arguments.application;
    let reading = &application.reading;
    let folder = super::folder(application, &arguments.out);
    let last = LastRun::of(&application.path, &folder, &super::request(reading));
    if let Some(files) = last.unchanged() {
        return Ok(fine(files));
    }
    let world = super::world(&application.path)?;
    let watched = Watched::new(&world);
    let Some(mut outcome) = super::compiled_in(&watched, reading) else { return Ok(Exit::Failed) };
    let files = outcome.files.take().unwrap_or_default();
    let output = Output::read(&folder)?;
    let changes = output.compare(&files, &reading.environment)?;
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
        last.remember(watched, &outcome, &output, &files, &changes);
        return Ok(fine(files.len()));
    }
    let by_person = !changes.edited.is_empty() || !changes.foreign.is_empty();
    let way = if by_person { "says how to keep what a person wrote" } else { "writes them" };
    terminal::say(&format!("the files are not what the source says; `watershed generate` {way}"));
    Ok(Exit::Differs)
}

fn fine(files: usize) -> Exit {
    terminal::say(&format!("{files} files are what the source says"));
    Exit::Fine
}
