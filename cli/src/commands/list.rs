//! `watershed list`

use anyhow::Result;
use serde_json::{Value, json};
use watershed_codegen::describe;
use watershed_codegen::model::{Function, Identity, Model, Resource, Scale, Service};

use crate::args::{Format, List};
use crate::{Exit, terminal};

/// Lists the components of each environment, sorted by id.
pub fn run(arguments: &List) -> Result<Exit> {
    let (path, reading) = (&arguments.application.path, &arguments.application.reading);
    let Some(outcome) = super::compiled(path, reading)? else { return Ok(Exit::Failed) };
    match reading.format {
        Format::Text => terminal::text(outcome.models.iter().map(text).collect::<Vec<_>>().join("\n")),
        Format::Json | Format::Sarif => {
            let environments: Vec<Value> = outcome.models.iter().map(json).collect();
            let app = outcome.models.first().map(|model| model.app.as_str());
            terminal::json(&json!({ "version": 1, "application": app, "environments": environments }));
        }
    }
    Ok(Exit::Fine)
}

fn sorted<T>(items: &[T], identity: impl Fn(&T) -> &Identity) -> Vec<&T> {
    let mut items: Vec<&T> = items.iter().collect();
    items.sort_by(|a, b| identity(a).id.cmp(&identity(b).id));
    items
}

fn text(model: &Model) -> String {
    let functions = sorted(&model.functions, |it| &it.identity);
    let services = sorted(&model.services, |it| &it.identity);
    let resources = sorted(&model.resources, |it| &it.identity);
    let mut parts =
        vec![format!("{} in {}{}\n", model.app, model.environment, if model.protected { ", protected" } else { "" })];
    if !functions.is_empty() {
        let rows: Vec<_> = functions.iter().map(|it| function_row(model, it)).collect();
        let head = ["FUNCTION", "TRIGGER", "PLACE", "MEMORY", "TIMEOUT", "SCALE", "PERMISSIONS"];
        parts.push(describe::table(head, &rows));
    }
    if !services.is_empty() {
        let rows: Vec<_> = services.iter().map(|it| service_row(model, it)).collect();
        let head = ["SERVICE", "ANSWERS", "PLACE", "CPU", "MEMORY", "SCALE", "PERMISSIONS"];
        parts.push(describe::table(head, &rows));
    }
    if !resources.is_empty() {
        let rows: Vec<_> = resources.iter().map(|it| resource_row(model, it)).collect();
        parts.push(describe::table(["RESOURCE", "KIND", "USED BY", "SUMMARY"], &rows));
    }
    parts.join("\n")
}

fn function_row(model: &Model, it: &Function) -> [String; 7] {
    [
        it.identity.id.clone(),
        describe::trigger(model, &it.trigger),
        describe::place(it.place.value).to_owned(),
        format!("{} MB", it.memory.value),
        it.timeout.value.to_string(),
        scale(&it.scale),
        describe::permissions(model, it).join(", "),
    ]
}

fn service_row(model: &Model, it: &Service) -> [String; 7] {
    let answers = it.http.as_ref().map_or("worker".to_owned(), |http| {
        let (host, path) =
            (http.host.as_ref().map_or("", |it| &it.value), http.path.as_ref().map_or("/", |it| &it.value));
        format!("http {host}{path}")
    });
    let permissions = describe::granted(model, &it.grants);
    [
        it.identity.id.clone(),
        answers,
        "container".to_owned(),
        format!("{}m", it.cpu.value),
        format!("{} MB", it.memory.value),
        scale(&it.scale),
        permissions.join(", "),
    ]
}

fn resource_row(model: &Model, it: &Resource) -> [String; 4] {
    let kind = if it.external.is_some() { format!("{}, external", it.kind()) } else { it.kind().to_owned() };
    [it.identity.id.clone(), kind, users(model, it).join(", "), it.identity.summary.clone()]
}

/// The ids of what reads, writes or listens to a resource.
fn users<'a>(model: &'a Model, resource: &Resource) -> Vec<&'a str> {
    use watershed_codegen::model::Reach;
    let is_it = |id| std::ptr::eq(model.resource(id), resource);
    let reaches = |to| matches!(to, Reach::Resource(id) if is_it(id));
    let functions = model
        .functions
        .iter()
        .filter(|it| it.trigger.subject().is_some_and(is_it) || it.grants.iter().any(|grant| reaches(grant.to)));
    let services = model.services.iter().filter(|it| it.grants.iter().any(|grant| reaches(grant.to)));
    let mut users: Vec<&str> =
        functions.map(|it| it.identity.id.as_str()).chain(services.map(|it| it.identity.id.as_str())).collect();
    users.sort_unstable();
    users
}

fn scale(scale: &Scale) -> String {
    let one = |name: &str, value: &Option<watershed_codegen::model::Value<u32>>| {
        value.as_ref().map(|value| format!("{name} {}", value.value))
    };
    let all: Vec<String> =
        [one("min", &scale.min), one("max", &scale.max), one("warm", &scale.warm)].into_iter().flatten().collect();
    if all.is_empty() { "-".to_owned() } else { all.join(", ") }
}

fn json(model: &Model) -> Value {
    let number = |value: &Option<watershed_codegen::model::Value<u32>>| value.as_ref().map(|value| value.value);
    let scale =
        |scale: &Scale| json!({ "min": number(&scale.min), "max": number(&scale.max), "warm": number(&scale.warm) });
    let functions = sorted(&model.functions, |it| &it.identity).into_iter().map(|it| {
        json!({
            "id": it.identity.id,
            "path": it.identity.path,
            "trigger": { "kind": it.trigger.kind(), "text": describe::trigger(model, &it.trigger) },
            "place": describe::place(it.place.value),
            "memory_mb": it.memory.value,
            "timeout_ms": it.timeout.value.milliseconds(),
            "scale": scale(&it.scale),
            "permissions": describe::permissions(model, it),
        })
    });
    let services = sorted(&model.services, |it| &it.identity).into_iter().map(|it| {
        json!({
            "id": it.identity.id,
            "path": it.identity.path,
            "kind": if it.http.is_some() { "http" } else { "worker" },
            "cpu_millicores": it.cpu.value,
            "memory_mb": it.memory.value,
            "scale": scale(&it.scale),
            "permissions": describe::granted(model, &it.grants),
        })
    });
    let resources = sorted(&model.resources, |it| &it.identity).into_iter().map(|it| {
        json!({
            "id": it.identity.id,
            "path": it.identity.path,
            "kind": it.kind(),
            "external": it.external.as_ref().map(|it| it.value.clone()),
            "used_by": users(model, it),
        })
    });
    json!({
        "environment": model.environment,
        "protected": model.protected,
        "functions": functions.collect::<Vec<_>>(),
        "services": services.collect::<Vec<_>>(),
        "resources": resources.collect::<Vec<_>>(),
    })
}
