//! `watershed init`: everything is read and checked before anything is written.

mod main_file;
mod manifest;
mod planned;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use serde::Serialize;
use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::parallel;
use watershed_codegen::settings::fault;
use watershed_codegen::template::fill;
use watershed_grammar::value::id;
use watershed_grammar::{Diagnostic, codes};

use self::main_file::Main;
use self::planned::Planned;
use crate::args::Init;
use crate::{Exit, replace, terminal};

/// What a template may name.
#[derive(Serialize)]
struct Names<'a> {
    app: &'a str,
    region: &'a str,
}

/// A file and its new text.
struct Change {
    word: &'static str,
    path: &'static str,
    text: String,
}

const SETTINGS: &str = "watershed.yaml";
const MODULE: &str = "src/hello.rs";
const MAIN: &str = "src/main.rs";
const MANIFEST: &str = "Cargo.toml";

/// What YAML 1.1 takes for something else than a text.
const WORDS: &[&str] = &["n", "no", "null", "off", "on", "true", "false", "y", "yes"];

/// Adds Watershed to a crate.
pub fn run(arguments: &Init) -> Result<Exit> {
    let folder = &arguments.path;
    if !arguments.dry_run {
        replace::forget([SETTINGS, MODULE, MAIN, MANIFEST].map(|path| folder.join(path)));
    }
    let manifest = manifest::read(folder)?;
    for path in [SETTINGS, MODULE, "src/hello/mod.rs"] {
        // A link that leads nowhere is there too.
        if fs::symlink_metadata(folder.join(path)).is_ok() {
            bail!("`{path}` is there already, and nothing is overwritten; move it away or write the rest by hand");
        }
    }
    if let Some(fault) = fault::region(&arguments.region) {
        bail!("`{}` is not a region: {fault}", arguments.region.escape_debug());
    }
    let (app, package) = (app(manifest.package()), manifest.package().to_owned());
    let names = Names { app: &scalar(&app), region: &arguments.region };
    let file = |template: &str| fill(template, str::to_owned, &names).map_err(|error| anyhow!(error));
    let Main { text: main, calls, is_kept } =
        main_file::with_module(folder, file(include_str!("../../templates/main.rs.hbs"))?)?;
    manifest.check(folder, is_kept)?;
    let mut changes = [
        Change { word: "write", path: SETTINGS, text: file(include_str!("../../templates/watershed.yaml.hbs"))? },
        Change { word: "write", path: MODULE, text: file(include_str!("../../templates/hello.rs.hbs"))? },
        Change { word: "change", path: MAIN, text: main },
        Change { word: "change", path: MANIFEST, text: manifest.with_dependency(folder, arguments)? },
    ];
    if !check(folder, &mut changes, &package)? {
        terminal::say("nothing was written");
        return Ok(Exit::Failed);
    }
    if !arguments.dry_run {
        let texts: Vec<_> = changes.iter().map(|it| (folder.join(it.path), it.text.clone())).collect();
        replace::all(&texts)?;
    }
    for Change { word, path, .. } in &changes {
        terminal::data(&format!("{word} {path}\n"));
    }
    let mut step = 1;
    let mut next = |text: &str| {
        terminal::say(&format!("{step}. {text}"));
        step += 1;
    };
    terminal::say(if arguments.dry_run { "nothing was written; then:" } else { "next:" });
    if !calls {
        next("end `main` in `src/main.rs` with `watershed::run()`: it serves the functions wherever the program runs");
    }
    next("`watershed generate` writes the infrastructure to `infra/`");
    next("`watershed list` shows what there is, `watershed explain hello` where each value comes from");
    Ok(Exit::Fine)
}

/// Compiles the crate as it would be, and prints what is wrong with it; nothing is written then. Where there are several
/// binaries, the one with the module is named in the settings.
fn check(folder: &Path, changes: &mut [Change], package: &str) -> Result<bool> {
    let disk = super::world(folder)?;
    parallel::with_this_thread();
    let compiled = |changes: &[Change]| {
        let texts = changes.iter().map(|it| (it.path, it.text.as_str())).collect();
        compile(&Planned { disk: &disk, texts }, &Request::default())
    };
    let mut outcome = compiled(changes);
    let has_several = |it: &Diagnostic| it.code == codes::NO_BINARY;
    if outcome.diagnostics.iter().any(has_several) {
        let settings = changes.iter_mut().find(|it| it.path == SETTINGS).context("the settings are written")?;
        settings.text = settings.text.replacen("\nregion:", &format!("\nbinary: {}\nregion:", scalar(package)), 1);
        outcome = compiled(changes);
    }
    terminal::diagnostics(&outcome.diagnostics, &outcome.texts);
    Ok(outcome.files.is_some())
}

/// A name as YAML reads it as a text.
fn scalar(name: &str) -> String {
    let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !WORDS.contains(&name);
    if is_plain { name.to_owned() } else { format!("\"{name}\"") }
}

/// The name of an application from that of a package.
fn app(package: &str) -> String {
    let name = id::kebab(&package.replace('_', "-"));
    if id::fault(&name).is_none() && name.len() <= 30 { name } else { "app".to_owned() }
}
