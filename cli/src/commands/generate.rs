//! `watershed generate`

use anyhow::Result;
use watershed_codegen::disk::{Changes, Output};

use crate::args::Generate;
use crate::{Exit, terminal};

/// Writes what the source says.
pub fn run(arguments: &Generate) -> Result<Exit> {
    let application = &arguments.application;
    let Some(outcome) = super::compiled(application)? else { return Ok(Exit::Failed) };
    let files = outcome.files.unwrap_or_default();
    let folder = super::folder(application);
    let output = if arguments.dry_run { Output::read(&folder)? } else { Output::open(&folder)? };
    let changes = output.compare(&files, &application.environment)?;
    if !arguments.overwrite && refused(&changes) {
        return Ok(Exit::Failed);
    }
    if !arguments.dry_run && !changes.is_empty() {
        output.write(&files, &changes, &application.environment)?;
    }
    if arguments.dry_run {
        for (word, paths) in [("write", &changes.missing), ("change", &changes.stale), ("remove", &changes.unwanted)] {
            for path in paths {
                terminal::data(&format!("{word} {path}\n"));
            }
        }
    }
    let (new, other, gone) = (
        changes.missing.len(),
        changes.stale.len() + changes.edited.len() + changes.foreign.len(),
        changes.unwanted.len(),
    );
    let same = files.len() - new - other.min(files.len() - new);
    let would = if arguments.dry_run { "would be " } else { "" };
    terminal::say(&format!(
        "{} files: {new} {would}written, {other} {would}changed, {gone} {would}removed, {same} unchanged",
        files.len()
    ));
    Ok(Exit::Fine)
}

/// Says which files are in the way, and how to go on.
fn refused(changes: &Changes) -> bool {
    for path in &changes.edited {
        terminal::say(&format!("error[WS0501]: `{path}` was edited by hand"));
    }
    for path in &changes.foreign {
        terminal::say(&format!("error[WS0502]: `{path}` is in the way and was not written by Watershed"));
    }
    let any = !changes.edited.is_empty() || !changes.foreign.is_empty();
    if any {
        terminal::say(
            "help: move the change to a file of your own, such as `main_override.tf`, or take the generated files with `--overwrite`",
        );
        terminal::say("nothing was written");
    }
    any
}
