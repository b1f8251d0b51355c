//! `watershed init`: everything is read and checked before anything is written.

mod manifest;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use serde::Serialize;
use watershed_codegen::template::fill;
use watershed_grammar::value::id;

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

/// What `cargo new` writes; the new `main` takes its place.
const OF_CARGO: &str = "fn main() {\n    println!(\"Hello, world!\");\n}";

/// Adds Watershed to a crate.
pub fn run(arguments: &Init) -> Result<Exit> {
    let folder = &arguments.path;
    if !arguments.dry_run {
        replace::forget([SETTINGS, MODULE, MAIN, MANIFEST].map(|path| folder.join(path)));
    }
    let manifest = manifest::read(folder)?;
    for path in [SETTINGS, MODULE, "src/hello/mod.rs"] {
        if folder.join(path).exists() {
            bail!("`{path}` is there already, and nothing is overwritten; move it away or write the rest by hand");
        }
    }
    let app = manifest.app();
    let names = Names { app: &app, region: &arguments.region };
    let file = |template: &str| fill(template, str::to_owned, &names).map_err(|error| anyhow!(error));
    let (main, calls) = main(folder, file(include_str!("../../templates/main.rs.hbs"))?)?;
    let changes = [
        Change { word: "write", path: SETTINGS, text: file(include_str!("../../templates/watershed.yaml.hbs"))? },
        Change { word: "write", path: MODULE, text: file(include_str!("../../templates/hello.rs.hbs"))? },
        Change { word: "change", path: MAIN, text: main },
        Change { word: "change", path: MANIFEST, text: manifest.with_dependency(folder, arguments)? },
    ];
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

/// The new text of `src/main.rs`, and whether it calls `watershed::run()`.
fn main(folder: &Path, ours: String) -> Result<(String, bool)> {
    let path = folder.join(MAIN);
    if !path.is_file() {
        bail!(
            "there is no `{MAIN}`: functions run in a binary. Add one that ends with `watershed::run()`, or write `watershed.yaml` and the dependency by hand for a binary elsewhere"
        );
    }
    let text = fs::read_to_string(&path).with_context(|| format!("`{MAIN}` cannot be read"))?;
    if text.replace("\r\n", "\n").trim() == OF_CARGO {
        return Ok((ours, true));
    }
    if text.lines().any(|line| line.trim_start().trim_start_matches("pub ").starts_with("mod hello")) {
        bail!("`{MAIN}` has a module `hello` already, and nothing is overwritten");
    }
    // At the end of a file a module is right whatever stands above.
    let calls = text.contains("watershed::run()");
    Ok((format!("{}\n\nmod hello;\n", text.trim_end()), calls))
}

/// The name of an application from that of a package.
fn app(package: &str) -> String {
    let name = id::kebab(&package.replace('_', "-"));
    if id::fault(&name).is_none() && name.len() <= 30 { name } else { "app".to_owned() }
}
