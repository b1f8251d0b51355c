//! One file a command.

pub mod check;
pub mod explain;
pub mod generate;
pub mod list;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::CommandFactory as _;
use watershed_codegen::compile::{Outcome, compile};
use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::Request;

use crate::args::{Application, Arguments, Format};
use crate::terminal;

/// Compiles an application and prints its mistakes; nothing where there are errors.
fn compiled(application: &Application) -> Result<Option<Outcome>> {
    if !application.path.is_dir() {
        bail!("there is no folder `{}`", application.path.display());
    }
    let request = Request {
        environments: application.environment.clone(),
        features: application.features.clone(),
        no_default_features: application.no_default_features,
    };
    let outcome = compile(&DiskWorld::new(&application.path), &request);
    match application.format {
        Format::Text => terminal::diagnostics(&outcome.diagnostics, &outcome.texts),
        Format::Json => terminal::diagnostics_json(&outcome.diagnostics, &outcome.texts),
    }
    if outcome.files.is_none() {
        let count = outcome.diagnostics.iter().filter(|it| it.is_error()).count();
        terminal::say(&format!("{count} {}; nothing was written", if count == 1 { "error" } else { "errors" }));
        return Ok(None);
    }
    Ok(Some(outcome))
}

/// Where the files of an application are.
fn folder(application: &Application) -> PathBuf {
    application.out.clone().unwrap_or_else(|| application.path.join("infra"))
}

/// Prints completions for a shell.
pub fn completions(shell: clap_complete::Shell) {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "watershed", &mut text);
    terminal::data(&String::from_utf8_lossy(&text));
}
