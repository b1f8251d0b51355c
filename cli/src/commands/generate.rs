//! `watershed generate`

use std::collections::BTreeSet;

use anyhow::Result;
use watershed_codegen::disk::{Changes, LastRun, Output, Watched};

use super::aftermath;
use crate::args::Generate;
use crate::{Exit, terminal};

/// Writes what the source says.
pub fn run(arguments: &Generate) -> Result<Exit> {
    let application = &arguments.application;
    let reading = &application.reading;
    let folder = super::folder(application, &arguments.out);
    if arguments.fix {
        super::fixed(&application.path, reading)?;
    }
    let last = LastRun::of(&application.path, &folder, &super::request(reading));
    if let Some(files) = last.unchanged() {
        super::no_findings(reading, &application.path);
        terminal::say(&summary(&Changes::default(), files, |_| true, arguments.dry_run));
        return Ok(Exit::Fine);
    }
    let world = super::world(&application.path)?;
    let watched = Watched::new(&world);
    let Some(mut outcome) = super::compiled_in(&watched, &application.path, reading) else {
        terminal::say("nothing was written");
        return Ok(Exit::Failed);
    };
    let files = outcome.files.take().unwrap_or_default();
    let output = if arguments.dry_run { Output::read(&folder)? } else { Output::open(&folder)? };
    let mut output = output.of(super::name(&outcome));
    if !arguments.overwrite && super::is_other(&output, &folder) {
        terminal::say("nothing was written");
        return Ok(Exit::Failed);
    }
    let changes = output.compare(&files, &reading.environment)?;
    if !arguments.overwrite && refused(&changes) {
        return Ok(Exit::Failed);
    }
    if aftermath::denied(&folder, &changes, &files, &outcome, reading) {
        terminal::say("nothing was written");
        return Ok(Exit::Failed);
    }
    if arguments.dry_run {
        for (word, path) in steps(&changes, |path| files.contains_key(path)) {
            super::file_line(reading.format, word, path);
        }
    } else {
        if !changes.is_empty() {
            output.write(&files, &changes, &reading.environment)?;
        }
        last.remember(watched, &outcome, &output, &files, &changes);
    }
    for environment in left_behind(&changes, files.keys()) {
        terminal::say(&format!(
            "warning: nothing describes `{environment}` any more, and what was deployed of it is still there"
        ));
        terminal::say(
            "help: with the files as they were before, `terraform destroy` takes it away, and `kubectl delete -k` what is in a cluster",
        );
    }
    terminal::say(&summary(&changes, files.len(), |path| files.contains_key(path), arguments.dry_run));
    // The program ends, and gives back all its memory faster than each text and model on its own.
    std::mem::forget((files, outcome));
    Ok(Exit::Fine)
}

/// Environments whose Terraform goes as a whole: Terraform destroys only what it has the files of.
fn left_behind<'a>(changes: &'a Changes, wanted: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    let environment = |path: &'a String| path.split_once("/terraform/").map(|(environment, _)| environment);
    let left: BTreeSet<&str> = wanted.filter_map(environment).collect();
    changes.unwanted.iter().filter_map(environment).filter(|it| !left.contains(it)).collect()
}

/// What happens to each file that differs.
fn steps(changes: &Changes, wanted: impl Fn(&str) -> bool) -> Vec<(&'static str, &String)> {
    let new = changes.missing.iter().map(|path| ("write", path));
    let stale = changes.stale.iter().map(|path| ("change", path));
    let replaced = changes.edited.iter().chain(&changes.foreign);
    let replaced = replaced.map(|path| (if wanted(path) { "replace" } else { "remove" }, path));
    let removed = changes.unwanted.iter().map(|path| ("remove", path));
    new.chain(stale).chain(replaced).chain(removed).collect()
}

fn summary(changes: &Changes, files: usize, wanted: impl Fn(&str) -> bool, dry_run: bool) -> String {
    let steps = steps(changes, &wanted);
    let count = |words: &[&str]| steps.iter().filter(|(word, path)| words.contains(word) && wanted(path)).count();
    let (new, other) = (count(&["write"]), count(&["change", "replace"]));
    let gone = steps.iter().filter(|(word, _)| *word == "remove").count();
    let would = if dry_run { "would be " } else { "" };
    let same = files.saturating_sub(new + other);
    format!("{files} files: {new} {would}written, {other} {would}changed, {gone} {would}removed, {same} unchanged")
}

/// Says which files are in the way, and how to go on.
fn refused(changes: &Changes) -> bool {
    for path in &changes.edited {
        terminal::say(&format!("error[WS0501]: `{path}` was edited by hand"));
    }
    for path in &changes.foreign {
        terminal::say(&format!("error[WS0502]: `{path}` is in the way and was not written by Watershed"));
    }
    if !changes.edited.is_empty() {
        terminal::say(
            "help: move the change to a file of your own, such as `main_override.tf` or a kustomize patch, or take the generated files with `--overwrite`",
        );
    }
    if !changes.foreign.is_empty() {
        terminal::say("help: give the file in the way another name, or replace it with `--overwrite`");
    }
    let any = !changes.edited.is_empty() || !changes.foreign.is_empty();
    if any {
        terminal::say("nothing was written");
    }
    any
}
