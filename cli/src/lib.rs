//! The command line: arguments, printing, exit codes 0 (fine), 1 (differences), 2 (failure).

mod args;
mod commands;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};

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

/// Does what the arguments say, the program's own name first.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
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
