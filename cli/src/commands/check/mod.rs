//! `watershed check`

mod binary;

use anyhow::Result;
use watershed_codegen::compile::Outcome;
use watershed_codegen::describe::registered::{self, Registered};
use watershed_codegen::disk::{LastRun, Output, Watched};

use crate::args::{Check, Format};
use crate::{Exit, terminal};

/// Compares the written files with what the source says, and names what differs.
pub fn run(arguments: &Check) -> Result<Exit> {
    let application = &arguments.application;
    let reading = &application.reading;
    let folder = super::folder(application, &arguments.out);
    let registered = arguments.binary.as_deref().map(binary::registered).transpose()?;
    if arguments.fix {
        super::fixed(&application.path, reading)?;
    }
    let last = LastRun::of(&application.path, &folder, &super::request(reading));
    if registered.is_none()
        && let Some(files) = last.unchanged()
    {
        super::no_findings(reading, &application.path);
        return Ok(fine(files));
    }
    let world = super::world(&application.path)?;
    let watched = Watched::new(&world);
    let Some(mut outcome) = super::compiled_in(&watched, &application.path, reading) else { return Ok(Exit::Failed) };
    let files = outcome.files.take().unwrap_or_default();
    let output = Output::read(&folder)?.of(super::name(&outcome));
    if super::is_other(&output, &folder) {
        return Ok(Exit::Differs);
    }
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
    let is_other = registered.is_some_and(|registered| differs(&outcome, &registered, reading.format));
    if changes.is_empty() {
        last.remember(watched, &outcome, &output, &files, &changes);
        return Ok(if is_other { Exit::Differs } else { fine(files.len()) });
    }
    let by_person = !changes.edited.is_empty() || !changes.foreign.is_empty();
    let way = if by_person { "says how to keep what a person wrote" } else { "writes them" };
    terminal::say(&format!("the files are not what the source says; `watershed generate` {way}"));
    Ok(Exit::Differs)
}

/// Whether the binary registers anything else than the source says. All environments have the same items.
fn differs(outcome: &Outcome, registered: &Registered, format: Format) -> bool {
    let mut all: Vec<String> =
        outcome.models.iter().flat_map(|model| registered::differences(model, registered)).collect();
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|difference| seen.insert(difference.clone()));
    for difference in &all {
        match format {
            Format::Text => terminal::data(&format!("binary: {difference}\n")),
            Format::Json => terminal::json_line(&serde_json::json!({ "binary": difference })),
            Format::Sarif => terminal::say(&format!("binary: {difference}")),
        }
    }
    if all.is_empty() {
        terminal::say(&format!("the binary registers the {} items of the source", registered.items.len()));
    } else {
        terminal::say("the binary is not what the source says; build it anew, with the features that are deployed");
    }
    !all.is_empty()
}

fn fine(files: usize) -> Exit {
    terminal::say(&format!("{files} files are what the source says"));
    Exit::Fine
}
