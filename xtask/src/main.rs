//! The project's own chores: `cargo xtask test` and `cargo xtask bench`.

mod bench;
mod provider;

use std::env;
use std::process::{Command, ExitCode};

/// What `cargo xtask test` runs, in order: a name and cargo's arguments.
const STEPS: &[(&str, &[&str])] = &[
    ("format", &["fmt", "--all", "--check"]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ("tests", &["test", "--workspace"]),
];

/// The allocator of `watershed`, so that the floor beside it is no higher than it must be.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (first, rest) = arguments.split_first().map_or(("", arguments.as_slice()), |(first, rest)| (first, rest));
    match first {
        "test" => test(),
        "bench" => ended(bench::run(rest)),
        bench::floor::ARGUMENT => ended(bench::floor::run(rest)),
        _ => {
            eprintln!("usage: cargo xtask test | cargo xtask bench [FUNCTIONS…] [--runs N] [--markdown]");
            ExitCode::from(2)
        }
    }
}

fn ended(result: std::io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
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
