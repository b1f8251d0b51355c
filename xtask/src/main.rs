//! The project's own chores: `cargo xtask test`.

mod provider;

use std::env;
use std::process::{Command, ExitCode};

/// What `cargo xtask test` runs, in order: a name and cargo's arguments.
const STEPS: &[(&str, &[&str])] = &[
    ("format", &["fmt", "--all", "--check"]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ("tests", &["test", "--workspace"]),
];

fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        Some("test") => test(),
        _ => {
            eprintln!("usage: cargo xtask test");
            ExitCode::from(2)
        }
    }
}

/// Runs every step, also after one failed, so that all mistakes are seen at once.
fn test() -> ExitCode {
    let failed: Vec<&str> =
        STEPS.iter().filter(|(name, arguments)| !runs(name, arguments)).map(|(name, _)| *name).collect();
    if failed.is_empty() {
        eprintln!("all {} steps passed", STEPS.len());
        return ExitCode::SUCCESS;
    }
    eprintln!("failed: {}", failed.join(", "));
    ExitCode::FAILURE
}

fn runs(name: &str, arguments: &[&str]) -> bool {
    eprintln!("== {name}: cargo {}", arguments.join(" "));
    let mut command = Command::new(env!("CARGO"));
    // Here nothing is skipped: a judge that is missing is a failure.
    command.args(arguments).env("WATERSHED_REQUIRE_JUDGES", "1");
    if let Some(mirror) = provider::mirror() {
        command.env("WATERSHED_TERRAFORM_PLUGINS", mirror);
    }
    match command.status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("cargo did not start: {error}");
            false
        }
    }
}
