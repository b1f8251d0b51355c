//! `watershed list`

use std::fmt::Write as _;

use anyhow::Result;
use watershed_codegen::model::{Function, Model, Reach};

use crate::args::{Application, Format};
use crate::{Exit, terminal};

/// Lists functions and resources of each environment.
pub fn run(application: &Application) -> Result<Exit> {
    let Some(outcome) = super::compiled(application)? else { return Ok(Exit::Failed) };
    for model in &outcome.models {
        match application.format {
            Format::Text => terminal::data(&text(model)),
            Format::Json => terminal::data(&format!("{}\n", json(model))),
        }
    }
    Ok(Exit::Fine)
}

fn text(model: &Model) -> String {
    let mut rows = vec![["FUNCTION", "TRIGGER", "MEMORY", "TIMEOUT", "MAX", "PERMISSIONS"].map(str::to_owned)];
    for function in &model.functions {
        rows.push([
            function.identity.id.clone(),
            function.trigger.kind().to_owned(),
            format!("{} MB", function.memory.value),
            function.timeout.value.to_string(),
            function.scale.max.as_ref().map_or("-".to_owned(), |max| max.value.to_string()),
            permissions(model, function).join(", "),
        ]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut out = format!("{} in {}\n", model.app, model.environment);
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    for resource in &model.resources {
        let _ = writeln!(out, "{} {}", resource.kind(), resource.identity.id);
    }
    out.push('\n');
    out
}

fn permissions(model: &Model, function: &Function) -> Vec<String> {
    let one = |grant: &watershed_codegen::model::Grant| {
        let to = match grant.to {
            Reach::Resource(id) => format!("{} {}", model.resource(id).kind(), model.resource(id).identity.id),
            Reach::Function(id) => format!("function {}", model.function(id).identity.id),
        };
        let verbs: Vec<&str> = grant.capabilities.iter().map(|it| it.name()).collect();
        format!("{to} ({})", verbs.join(" "))
    };
    function.grants.iter().map(one).collect()
}

fn json(model: &Model) -> serde_json::Value {
    let functions = model.functions.iter().map(|function| {
        serde_json::json!({
            "id": function.identity.id,
            "path": function.identity.path,
            "trigger": function.trigger.kind(),
            "placement": "serverless",
            "memory_mb": function.memory.value,
            "timeout_ms": function.timeout.value.milliseconds(),
            "max": function.scale.max.as_ref().map(|max| max.value),
            "permissions": permissions(model, function),
        })
    });
    let resources = model.resources.iter().map(|it| serde_json::json!({ "id": it.identity.id, "kind": it.kind() }));
    serde_json::json!({
        "application": model.app,
        "environment": model.environment,
        "functions": functions.collect::<Vec<_>>(),
        "resources": resources.collect::<Vec<_>>(),
    })
}
