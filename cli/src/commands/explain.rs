//! `watershed explain`: a code, or where the values of a component come from.

use anyhow::Result;
use serde_json::json;
use watershed_codegen::compile::Outcome;
use watershed_codegen::describe::{self, Knob};
use watershed_codegen::front::Texts;
use watershed_codegen::inspect;
use watershed_codegen::model::{Identity, Model, Origin};
use watershed_grammar::codes::Explanation;
use watershed_grammar::{Severity, accept, codes, suggest};

use crate::args::{Explain, Format, Reading};
use crate::{Exit, examples, terminal};

/// Tells the story of a code, names them all, or explains a component.
pub fn run(arguments: &Explain) -> Result<Exit> {
    let format = arguments.reading.format;
    super::no_sarif(format)?;
    let Some(subject) = &arguments.subject else {
        return Ok(of_codes(&arguments.reading).unwrap_or_else(|| {
            for row in codes::TABLE {
                match format {
                    Format::Text | Format::Sarif => terminal::data(&format!("{}  {}\n", row.code, row.title)),
                    Format::Json => terminal::json_line(&code_json(row)),
                }
            }
            Exit::Fine
        }));
    };
    let looks_like_code = subject.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("WS"))
        && subject[2..].chars().all(|c| c.is_ascii_digit());
    if looks_like_code {
        return Ok(of_codes(&arguments.reading).unwrap_or_else(|| code(subject, format)));
    }
    component(subject, arguments)
}

/// Refuses what is about an application.
fn of_codes(reading: &Reading) -> Option<Exit> {
    let options = [
        ("--environment", !reading.environment.is_empty()),
        ("--features", !reading.features.is_empty()),
        ("--no-default-features", reading.no_default_features),
        ("--deny", reading.deny.is_some()),
    ];
    let (option, _) = options.into_iter().find(|(_, is_given)| *is_given)?;
    terminal::say(&format!("error: `{option}` says nothing about a code"));
    terminal::say("help: `watershed explain CODE` takes `--format` alone: codes are the same everywhere");
    Some(Exit::Failed)
}

fn code(code: &str, format: Format) -> Exit {
    if let Some(row) = codes::explain(code) {
        match format {
            Format::Text | Format::Sarif => terminal::data(&story(row)),
            Format::Json => terminal::json_line(&code_json(row)),
        }
        return Exit::Fine;
    }
    let known: Vec<&str> = codes::TABLE.iter().map(|row| row.code.as_str()).collect();
    terminal::say(&format!("error: there is no code `{code}`"));
    terminal::say(&format!(
        "help: {}; `watershed explain` lists them all",
        suggest::help(&code.to_ascii_uppercase(), &known)
    ));
    Exit::Failed
}

fn code_json(row: &Explanation) -> serde_json::Value {
    let severity = match row.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "code": row.code.as_str(),
        "title": row.title,
        "severity": severity,
        "accepted": row.is_accepted,
        "text": row.text,
        "source": Some(row.source).filter(|it| !it.is_empty()),
        "example": examples::of(row.code.as_str()),
    })
}

/// Everything about a code.
fn story(row: &Explanation) -> String {
    let level = match (row.severity, row.is_accepted) {
        (Severity::Warning, true) => format!("a warning; `{}` silences it where it is wanted", accept::shape(row.code)),
        (Severity::Warning, false) => "a warning".to_owned(),
        (Severity::Error, true) => format!("an error; `{}` silences it where it is wanted", accept::shape(row.code)),
        (Severity::Error, false) => "an error".to_owned(),
    };
    let source = if row.source.is_empty() { String::new() } else { format!("\nSource: {}.\n", row.source) };
    let example = examples::of(row.code.as_str()).map_or(String::new(), |it| format!("\nFor example:\n\n{it}"));
    format!("{}: {}, {level}\n\n{}\n{source}{example}", row.code, row.title, row.text)
}

/// A component in one environment.
struct Found<'a> {
    environment: &'a str,
    kind: &'static str,
    identity: &'a Identity,
    knobs: Vec<Knob>,
}

fn component(id: &str, arguments: &Explain) -> Result<Exit> {
    let Some(outcome) = super::compiled(&arguments.path, &arguments.reading)? else { return Ok(Exit::Failed) };
    let found: Vec<Found<'_>> = outcome.models.iter().flat_map(components).filter(|it| it.identity.id == id).collect();
    if found.is_empty() {
        return Ok(unknown(id, &outcome));
    }
    // A function and a resource may have one id.
    let mut kinds: Vec<&str> = found.iter().map(|it| it.kind).collect();
    kinds.dedup();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let same: Vec<&Found<'_>> = found.iter().filter(|it| it.kind == kind).collect();
        match arguments.reading.format {
            Format::Text => terminal::text(text(&same, &outcome.texts)),
            Format::Json | Format::Sarif => terminal::json_line(&json(&same, &outcome.texts)),
        }
    }
    Ok(Exit::Fine)
}

fn unknown(id: &str, outcome: &Outcome) -> Exit {
    let mut known: Vec<&str> = outcome.models.iter().flat_map(components).map(|it| it.identity.id.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    terminal::say(&format!("error: there is no component `{id}`"));
    terminal::say(&format!("help: {}", suggest::help(id, &known)));
    Exit::Failed
}

fn components(model: &Model) -> Vec<Found<'_>> {
    let found = |kind, identity, knobs| Found { environment: &model.environment, kind, identity, knobs };
    let functions = model.functions.iter().map(|it| found("function", &it.identity, describe::of_function(model, it)));
    let services = model.services.iter().map(|it| found("service", &it.identity, describe::of_service(it)));
    let resources = model.resources.iter().map(|it| found(it.kind(), &it.identity, describe::of_resource(it)));
    functions.chain(services).chain(resources).collect()
}

/// Every name that a knob has in some environment, in order.
fn names<'a>(found: &[&'a Found<'_>]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for knob in found.iter().flat_map(|it| &it.knobs) {
        if !names.contains(&knob.name.as_str()) {
            names.push(&knob.name);
        }
    }
    names
}

fn text(found: &[&Found<'_>], texts: &Texts) -> String {
    let mut rows = Vec::new();
    for name in names(found) {
        let values: Vec<(&str, &Knob)> = found
            .iter()
            .filter_map(|it| Some((it.environment, it.knobs.iter().find(|knob| knob.name == name)?)))
            .collect();
        let is_same = values.len() == found.len() && values.iter().all(|(_, knob)| *knob == values[0].1);
        let shown = if is_same { &values[..1] } else { &values[..] };
        for (index, (environment, knob)) in shown.iter().enumerate() {
            rows.push([
                if index == 0 { name.to_owned() } else { String::new() },
                if is_same { "all" } else { environment }.to_owned(),
                knob.value.clone(),
                inspect::origin(texts, knob.origin),
            ]);
        }
    }
    let Found { kind, identity, .. } = found[0];
    let summary = if identity.summary.is_empty() { String::new() } else { format!("{}\n", identity.summary) };
    let head =
        format!("{kind} {}, `{}` at {}\n{summary}\n", identity.id, identity.path, inspect::place(texts, identity.name));
    format!("{head}{}\n", describe::table(["KNOB", "IN", "VALUE", "FROM"], &rows))
}

fn json(found: &[&Found<'_>], texts: &Texts) -> serde_json::Value {
    let knob = |environment: &str, knob: &Knob| {
        let place = match knob.origin {
            Origin::Written(span) | Origin::Environment(span) => Some(terminal::place_json(span, texts)),
            Origin::Default => None,
        };
        json!({ "environment": environment, "knob": knob.name, "value": knob.value, "origin": knob.origin.word(), "place": place })
    };
    let Found { kind, identity, .. } = found[0];
    let values = found.iter().flat_map(|it| it.knobs.iter().map(|one| knob(it.environment, one)));
    json!({
        "kind": kind,
        "id": identity.id,
        "path": identity.path,
        "place": terminal::place_json(identity.name, texts),
        "values": values.collect::<Vec<_>>(),
    })
}
