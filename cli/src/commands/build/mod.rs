//! `watershed build`

mod packages;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use watershed_codegen::compile::Outcome;
use watershed_grammar::visible::one_line;
use watershed_pack::elf::{Elf, Machine};

use crate::args::{Build, Format};
use crate::{Exit, terminal};
use packages::Package;

/// Packs the binary for every processor and every platform that the application needs.
pub fn run(arguments: &Build) -> Result<Exit> {
    let application = &arguments.application;
    let Some(outcome) = super::compiled(&application.path, &application.reading)? else { return Ok(Exit::Failed) };
    let folder = arguments.out.clone().unwrap_or_else(|| default_folder(&application.path, &outcome));
    let mut packed = Vec::new();
    for (machine, wanted) in packages::wanted(&outcome) {
        let Some(path) = program(arguments, &outcome, machine)? else { continue };
        let bytes = fs::read(&path).with_context(|| format!("`{}` cannot be read", path.display()))?;
        for package in wanted {
            packed.push(package.pack(machine, &bytes)?);
        }
    }
    if packed.is_empty() {
        bail!("nothing in this application runs on the processor of this program");
    }
    for package in &packed {
        package.write(&folder)?;
        print(package, &folder, application.reading.format);
    }
    Ok(Exit::Fine)
}

/// The program for a processor: what cargo builds, or what was built elsewhere where it is for this one.
fn program(arguments: &Build, outcome: &Outcome, machine: Machine) -> Result<Option<PathBuf>> {
    let Some(binary) = &arguments.binary else {
        return super::cargo::build(&arguments.application.path, &outcome.binary, machine).map(Some);
    };
    let bytes = fs::read(binary).with_context(|| format!("`{}` cannot be read", binary.display()))?;
    let elf = Elf::read(&bytes).with_context(|| format!("`{}` cannot be packed", binary.display()))?;
    Ok((elf.machine == machine).then(|| binary.clone()))
}

fn default_folder(application: &Path, outcome: &Outcome) -> PathBuf {
    application.join(&outcome.binary.workspace).join("target/watershed")
}

fn print(package: &Package, folder: &Path, format: Format) {
    let path = folder.join(&package.name);
    match format {
        Format::Text => {
            terminal::data(&format!("{}  {}\n", package.digest, one_line(&path.display().to_string())));
        }
        Format::Json | Format::Sarif => terminal::json_line(&serde_json::json!({
            "file": path.display().to_string(),
            "bytes": package.bytes.len(),
            "digest": package.digest,
        })),
    }
    terminal::say(&package.usage(&path));
}
