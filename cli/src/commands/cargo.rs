//! Builds of the deployed binary.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use watershed_codegen::front::Binary;
use watershed_pack::elf::Machine;

/// One of the lines that cargo prints for machines.
#[derive(Deserialize)]
struct Line {
    reason: String,
    executable: Option<PathBuf>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Compiles the binary as it is deployed, for a processor, and says where it is.
pub fn build(application: &Path, binary: &Binary, machine: Machine) -> Result<PathBuf> {
    let triple = triple(machine);
    let mut arguments = vec!["--release"];
    // For this machine's own processor the build shares its folder with all others.
    if !is_here(machine) {
        arguments.extend(["--target", triple]);
    }
    compile(application, binary, &arguments)?.with_context(|| {
        format!(
            "cargo could not build `{}` for {triple}; where the target is missing, `rustup target add {triple}` brings it, and a program that was built elsewhere goes in with `--binary`",
            binary.name
        )
    })
}

/// Compiles the binary for this machine, quickly, and says where it is; nothing where cargo has said what is wrong.
pub fn build_here(application: &Path, binary: &Binary) -> Result<Option<PathBuf>> {
    compile(application, binary, &[])
}

fn compile(application: &Path, binary: &Binary, arguments: &[&str]) -> Result<Option<PathBuf>> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--message-format", "json-render-diagnostics"]).args(arguments);
    command.args(["--package", &binary.package, "--bin", &binary.name]);
    if binary.no_default_features {
        command.arg("--no-default-features");
    }
    if !binary.features.is_empty() {
        command.args(["--features", &binary.features.join(",")]);
    }
    let output = command.current_dir(application).stderr(Stdio::inherit()).output().context("cargo does not start")?;
    if !output.status.success() {
        return Ok(None);
    }
    let lines = output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Line>(line).ok());
    let built = lines.filter(|line| line.reason == "compiler-artifact");
    let named = built.filter(|line| line.target.as_ref().is_some_and(|target| target.name == binary.name));
    let program = named.filter_map(|line| line.executable).next_back();
    program.map(Some).with_context(|| format!("cargo built no program `{}`", binary.name))
}

fn triple(machine: Machine) -> &'static str {
    match machine {
        Machine::Arm64 => "aarch64-unknown-linux-gnu",
        Machine::X86_64 => "x86_64-unknown-linux-gnu",
    }
}

/// Whether this machine can run it.
fn is_here(machine: Machine) -> bool {
    let arch = match machine {
        Machine::Arm64 => "aarch64",
        Machine::X86_64 => "x86_64",
    };
    cfg!(target_os = "linux") && std::env::consts::ARCH == arch
}
