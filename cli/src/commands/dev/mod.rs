//! `watershed dev`: builds the application, runs it, and does both again when something has changed.

mod program;
mod settings;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use anyhow::{Context as _, Result};
use watershed_codegen::front::{self, Binary};
use watershed_grammar::Diagnostics;

use crate::args::{Dev, Format};
use crate::{Exit, terminal};
use program::Program;
use watch::Watch;

/// What makes this command do something.
enum Signal {
    /// A file has changed.
    Changed,
    /// Somebody wants an end.
    Stop,
}

/// How long it is quiet before a change counts as done.
const QUIET: Duration = Duration::from_millis(200);
/// How often the program is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Runs until Ctrl-C.
pub fn run(arguments: &Dev) -> Result<Exit> {
    super::no_sarif(arguments.application.reading.format)?;
    let (sender, signals) = std::sync::mpsc::channel();
    stop_on_ctrl_c(sender.clone())?;
    let application = &arguments.application.path;
    let mut watch = Watch::new(sender)?;
    let mut running: Option<Program> = None;
    loop {
        let (read, folders) = read(arguments)?;
        watch.follow(application, &folders)?;
        if let Some(start) = read
            && let Some(path) = super::cargo::build_here(application, &start.binary)?
        {
            if let Some(old) = running.take() {
                old.stop()?;
            }
            running = Some(Program::start(&path, application, &start.variables)?);
        }
        loop {
            match signals.recv_timeout(LOOK) {
                Ok(Signal::Changed) => break,
                Ok(Signal::Stop) => {
                    return running.map_or(Ok(()), Program::stop).map(|()| Exit::Fine);
                }
                Err(_) => look(&mut running)?,
            }
        }
        while let Ok(signal) = signals.recv_timeout(QUIET) {
            if matches!(signal, Signal::Stop) {
                return running.map_or(Ok(()), Program::stop).map(|()| Exit::Fine);
            }
        }
        terminal::say("watershed: something has changed");
    }
}

fn stop_on_ctrl_c(sender: Sender<Signal>) -> Result<()> {
    ctrlc::set_handler(move || drop(sender.send(Signal::Stop))).context("Ctrl-C cannot be heard")
}

/// A program that ended by itself stays so until something changes.
fn look(running: &mut Option<Program>) -> Result<()> {
    if let Some(program) = running
        && let Some(status) = program.ended()?
    {
        terminal::say(&format!(
            "watershed: the application has ended ({status}); it starts again when something changes"
        ));
        *running = None;
    }
    Ok(())
}

/// What is built and started.
struct Start {
    binary: Binary,
    variables: Vec<(String, String)>,
}

/// Reads the application and prints its mistakes. Nothing to start where there are errors; and what to watch.
fn read(arguments: &Dev) -> Result<(Option<Start>, Vec<PathBuf>)> {
    let reading = &arguments.application.reading;
    let mut diagnostics = Diagnostics::new();
    let front = front::read(&super::world(&arguments.application.path)?, &super::request(reading), &mut diagnostics);
    let diagnostics = diagnostics.into_sorted();
    match reading.format {
        Format::Text => terminal::diagnostics(&diagnostics, &front.texts),
        Format::Json | Format::Sarif => terminal::diagnostics_json(&diagnostics, &front.texts, false),
    }
    let folders = front.texts.files.paths().filter_map(|path| package(&arguments.application.path, path)).collect();
    if diagnostics.iter().any(watershed_grammar::Diagnostic::is_error) {
        return Ok((None, folders));
    }
    let models = &front.models;
    let model = models.iter().find(|model| model.environment == "dev").or_else(|| models.first());
    let mut variables = model.map(settings::variables).unwrap_or_default();
    variables.push(("WATERSHED_PORT".to_owned(), arguments.port.to_string()));
    if let Some(data) = &arguments.data {
        let data = std::path::absolute(data).with_context(|| format!("`{}` is no folder", data.display()))?;
        variables.push(("WATERSHED_DATA".to_owned(), data.display().to_string()));
    }
    Ok((Some(Start { binary: front.binary, variables }), folders))
}

/// The folder of the package that a source belongs to.
fn package(application: &Path, source: &str) -> Option<PathBuf> {
    let source = application.join(source);
    source.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file()).map(Path::to_owned)
}
