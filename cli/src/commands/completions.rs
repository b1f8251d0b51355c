//! `watershed completions`

use clap_complete::Shell;

use crate::{Exit, terminal};

/// Prints completions for a shell.
pub fn run(shell: Shell) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut crate::command(), "watershed", &mut text);
    terminal::data(&String::from_utf8_lossy(&text));
    Exit::Fine
}
