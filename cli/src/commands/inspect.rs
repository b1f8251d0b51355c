//! `watershed inspect`

use std::fmt::Write as _;

use anyhow::Result;
use watershed_codegen::{front, inspect};
use watershed_grammar::Diagnostics;

use crate::args::{Inspect, Stage};
use crate::{Exit, terminal};

/// Prints a stage. The early ones are printed even where there are mistakes.
pub fn run(arguments: &Inspect) -> Result<Exit> {
    let (path, reading) = (&arguments.application.path, &arguments.application.reading);
    if arguments.stage == Stage::Files {
        let Some(outcome) = super::compiled(path, reading)? else { return Ok(Exit::Failed) };
        for (path, text) in outcome.files.unwrap_or_default() {
            terminal::data(&format!("==> {path} <==\n{text}\n"));
        }
        return Ok(Exit::Fine);
    }
    let mut diagnostics = Diagnostics::new();
    let front = front::read(&super::world(path)?, &super::request(reading), &mut diagnostics);
    let failed = diagnostics.has_errors();
    terminal::diagnostics(&diagnostics.into_sorted(), &front.texts);
    let text = match arguments.stage {
        Stage::Source => inspect::source(&front),
        Stage::Parse => inspect::parse(&front),
        Stage::Model | Stage::Files => front.models.iter().fold(String::new(), |mut text, model| {
            let _ = writeln!(text, "{}", inspect::model(model, &front.texts));
            text
        }),
    };
    terminal::data(&text);
    Ok(if failed { Exit::Failed } else { Exit::Fine })
}
