//! One file a command.

mod aftermath;
pub mod build;
mod cargo;
pub mod check;
pub mod completions;
pub mod dev;
pub mod explain;
pub mod generate;
pub mod init;
pub mod inspect;
pub mod invoke;
pub mod list;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use watershed_codegen::compile::{Outcome, compile};
use watershed_codegen::disk::{DiskWorld, Output};
use watershed_codegen::front::Request;
use watershed_codegen::parallel;
use watershed_codegen::world::World;

use crate::args::{Application, Format, Out, Reading};
use crate::{fix, sarif, terminal};

/// Compiles an application and prints its mistakes; nothing where there are errors.
fn compiled(path: &Path, reading: &Reading) -> Result<Option<Outcome>> {
    no_sarif(reading.format)?;
    Ok(compiled_in(&world(path)?, path, reading))
}

fn compiled_in(world: &dyn World, path: &Path, reading: &Reading) -> Option<Outcome> {
    parallel::with_this_thread();
    let outcome = compile(world, &request(reading));
    let failed = outcome.files.is_none();
    match reading.format {
        Format::Text => terminal::diagnostics(&outcome.diagnostics, &outcome.texts),
        // Where there is an answer, it stands alone on standard output.
        Format::Json => terminal::diagnostics_json(&outcome.diagnostics, &outcome.texts, failed),
        Format::Sarif => terminal::json(&sarif::log(&outcome.diagnostics, &outcome.texts, path)),
    }
    if failed {
        let count = outcome.diagnostics.iter().filter(|it| it.is_error()).count();
        terminal::say(&format!("{count} {}", if count == 1 { "error" } else { "errors" }));
        return None;
    }
    Some(outcome)
}

fn world(path: &Path) -> Result<DiskWorld> {
    if !path.is_dir() {
        bail!("there is no folder `{}`", path.display());
    }
    Ok(DiskWorld::new(path))
}

fn request(reading: &Reading) -> Request {
    Request {
        environments: reading.environment.clone(),
        features: reading.features.clone(),
        no_default_features: reading.no_default_features,
        deny_warnings: reading.deny.is_some(),
    }
}

/// Mends what can be mended in one way only, and says how much that was.
fn fixed(path: &Path, reading: &Reading) -> Result<()> {
    parallel::with_this_thread();
    let outcome = compile(&world(path)?, &request(reading));
    let count = fix::apply(&outcome, path)?;
    terminal::say(&format!("{count} {} mended", if count == 1 { "mistake" } else { "mistakes" }));
    Ok(())
}

/// The application's name.
fn name(outcome: &Outcome) -> &str {
    outcome.models.first().map_or("", |model| model.app.as_str())
}

/// Whether the folder has the files of another application, which is said: they would be removed.
fn is_other(output: &Output<'_>, folder: &Path) -> bool {
    let Some(other) = output.other() else { return false };
    let folder = folder.display();
    terminal::say(&format!("error[WS0502]: `{folder}` has the files of the application `{other}`"));
    terminal::say(
        "help: write each application into a folder of its own with `--out`, or take this one with `--overwrite` where it was renamed",
    );
    true
}

/// The findings of a run that has none, where they are the answer.
fn no_findings(reading: &Reading, path: &Path) {
    if reading.format == Format::Sarif {
        terminal::json(&sarif::log(&[], &watershed_codegen::front::Texts::default(), path));
    }
}

/// Refuses SARIF where a command's answer is no findings.
fn no_sarif(format: Format) -> Result<()> {
    if format == Format::Sarif {
        bail!("`--format sarif` is for the findings of `generate` and `check`");
    }
    Ok(())
}

/// Where the files of an application are.
fn folder(application: &Application, out: &Out) -> PathBuf {
    let here = application.path.as_os_str() == ".";
    let usual = || if here { PathBuf::from("infra") } else { application.path.join("infra") };
    out.out.clone().unwrap_or_else(usual)
}

/// Prints what is about a file: a word and its path.
fn file_line(format: Format, word: &str, path: &str) {
    match format {
        Format::Text => terminal::data(&format!("{word} {path}\n")),
        Format::Json => terminal::json_line(&serde_json::json!({ "file": path, "state": word })),
        // The findings stand alone on standard output.
        Format::Sarif => terminal::say(&format!("{word} {path}")),
    }
}
