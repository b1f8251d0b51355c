//! The command line: arguments, printing, exit codes 0 (fine), 1 (differences), 2 (failure).

mod args;
mod commands;
pub mod examples;
mod fix;
mod replace;
mod sarif;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

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

/// The commands as data, for completions and the reference.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Does what the arguments say, the program's own name first.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let command = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.command,
        Err(error) if error.use_stderr() => error.exit(),
        Err(help) => {
            terminal::help(&help);
            return ended(Exit::Fine);
        }
    };
    let result = match command {
        Command::Generate(it) => commands::generate::run(&it),
        Command::Check(it) => commands::check::run(&it),
        Command::List(it) => commands::list::run(&it),
        Command::Explain(it) => commands::explain::run(&it),
        Command::Inspect(it) => commands::inspect::run(&it),
        Command::Init(it) => commands::init::run(&it),
        Command::Build(it) => commands::build::run(&it),
        Command::Dev(it) => commands::dev::run(&it),
        Command::Invoke(it) => commands::invoke::run(&it),
        Command::Completions { shell } => Ok(commands::completions::run(shell)),
    };
    let exit = result.unwrap_or_else(|error| {
        terminal::failure(&error);
        Exit::Failed
    });
    ended(exit)
}

/// Nothing is fine whose answer was lost: a full disk would look like a list of nothing.
fn ended(exit: Exit) -> ExitCode {
    let lost = terminal::lost();
    if let Some(error) = lost {
        terminal::say(&format!("error: standard output cannot be written: {error}"));
    }
    ExitCode::from(match lost.map_or(exit, |_| Exit::Failed) {
        Exit::Fine => 0,
        Exit::Differs => 1,
        Exit::Failed => 2,
    })
}
