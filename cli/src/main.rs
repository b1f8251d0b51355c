//! The command line: arguments, printing, exit codes 0 (fine), 1 (differences), 2 (failure).

mod args;
mod commands;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How it ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to say against it.
    Fine,
    /// The files are not what the source says.
    Differs,
    /// It could not be done.
    Failed,
}

fn main() -> ExitCode {
    let mut arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    // Cargo calls `cargo-watershed watershed …`.
    let by_cargo = arguments.first().is_some_and(|program| program.to_string_lossy().contains("cargo-watershed"));
    if by_cargo && arguments.get(1).is_some_and(|first| first == "watershed") {
        arguments.remove(1);
    }
    let result = match Arguments::parse_from(arguments).command {
        Command::Generate(it) => commands::generate::run(&it),
        Command::Check(it) => commands::check::run(&it),
        Command::List(it) => commands::list::run(&it.application),
        Command::Explain { code } => Ok(commands::explain::run(code.as_deref())),
        Command::Completions { shell } => {
            commands::completions(shell);
            Ok(Exit::Fine)
        }
    };
    let exit = result.unwrap_or_else(|error| {
        terminal::failure(&error);
        Exit::Failed
    });
    ExitCode::from(match exit {
        Exit::Fine => 0,
        Exit::Differs => 1,
        Exit::Failed => 2,
    })
}
