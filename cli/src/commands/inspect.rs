//! `watershed inspect`

use anyhow::Result;
use watershed_codegen::compile::Outcome;
use watershed_codegen::front::{self, Front};
use watershed_codegen::inspect;
use watershed_codegen::model::Model;
use watershed_codegen::place::Plan;
use watershed_grammar::Diagnostics;

use crate::args::{Inspect, Stage};
use crate::{Exit, terminal};

/// Prints a stage. The first three are printed even where there are mistakes.
pub fn run(arguments: &Inspect) -> Result<Exit> {
    match arguments.stage {
        Stage::Source => early(arguments, inspect::source),
        Stage::Parse => early(arguments, inspect::parse),
        Stage::Model => early(arguments, |front| {
            let models: Vec<String> = front.models.iter().map(|it| inspect::model(it, &front.texts)).collect();
            models.join("\n")
        }),
        Stage::Plan => late(arguments, |outcome| each(outcome, inspect::plan)),
        Stage::Stack => late(arguments, |outcome| each(outcome, inspect::stack)),
        Stage::Files => late(arguments, |outcome| {
            let files = outcome.files.iter().flatten();
            files.flat_map(|(path, text)| ["==> ", path, " <==\n", text, "\n"]).collect()
        }),
    }
}

fn early(arguments: &Inspect, print: impl Fn(&Front) -> String) -> Result<Exit> {
    let (path, reading) = (&arguments.application.path, &arguments.application.reading);
    let mut diagnostics = Diagnostics::new();
    let front = front::read(&super::world(path)?, &super::request(reading), &mut diagnostics);
    let failed = diagnostics.has_errors();
    terminal::diagnostics(&diagnostics.into_sorted(), &front.texts);
    terminal::text(print(&front));
    Ok(if failed { Exit::Failed } else { Exit::Fine })
}

fn late(arguments: &Inspect, print: impl Fn(&Outcome) -> String) -> Result<Exit> {
    let (path, reading) = (&arguments.application.path, &arguments.application.reading);
    let Some(outcome) = super::compiled(path, reading)? else { return Ok(Exit::Failed) };
    terminal::text(print(&outcome));
    Ok(Exit::Fine)
}

fn each(outcome: &Outcome, print: impl Fn(&Model, &Plan) -> String) -> String {
    let environments = outcome.models.iter().zip(&outcome.plans);
    environments.map(|(model, plan)| print(model, plan)).collect::<Vec<_>>().join("\n")
}
