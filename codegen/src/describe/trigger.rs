//! What starts a function, and what it may do, each in a phrase.

use watershed_grammar::trigger::bucket::Happening;
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::trigger::table::Change;

use crate::model::{Function, Grant, Model, Reach, ResourceId, Trigger};

/// What starts it, with its essentials: `POST /orders (public)`, `queue charges`.
pub fn trigger(model: &Model, trigger: &Trigger) -> String {
    let id = |id: &ResourceId| model.resource(*id).identity.id.as_str();
    match trigger {
        Trigger::Http { method, path, auth } => format!("{} {} ({})", method.value, path.value, who(&auth.value)),
        Trigger::Url { streaming, auth } => {
            format!("url{} ({})", if *streaming { ", streaming" } else { "" }, who(&auth.value))
        }
        Trigger::Queue { queue, .. } => format!("queue {}", id(queue)),
        Trigger::Topic { topic, filter } => {
            let filter = filter.iter().map(|(key, values)| format!(" {key}={}", values.value.join("|")));
            format!("topic {}{}", id(topic), filter.collect::<String>())
        }
        Trigger::Schedule { when, timezone } => {
            let zone = timezone.as_ref().map_or(String::new(), |zone| format!(" {zone}"));
            format!("{}{zone}", when.value.aws())
        }
        Trigger::Table { table, on, .. } => format!("table {}{}", id(table), words(on.iter().copied().map(change))),
        Trigger::Bucket { bucket, on, prefix, suffix } => {
            let text = |it: &Option<watershed_grammar::Spanned<String>>| {
                it.as_ref().map_or(String::new(), |it| it.value.clone())
            };
            let keys = if prefix.is_some() || suffix.is_some() {
                format!(" {}*{}", text(prefix), text(suffix))
            } else {
                String::new()
            };
            format!("bucket {}{keys}{}", id(bucket), words(on.iter().copied().map(happening)))
        }
        Trigger::Event { bus, source, detail_type } => {
            let bus = bus.as_ref().map_or("default bus", |bus| id(bus));
            let all: Vec<&str> = source.iter().chain(detail_type).map(|it| it.value.as_str()).collect();
            format!("event {bus}: {}", all.join(", "))
        }
        Trigger::Stream { stream, .. } => format!("stream {}", id(stream)),
        Trigger::Call => "call".to_owned(),
    }
}

/// Who may call an endpoint, in a word that a reviewer finds.
fn who(auth: &Auth) -> &'static str {
    match auth {
        Auth::None => "public",
        Auth::Iam => "iam",
        Auth::Jwt { .. } => "jwt",
    }
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

fn change(change: Change) -> &'static str {
    match change {
        Change::Insert => "insert",
        Change::Modify => "modify",
        Change::Remove => "remove",
    }
}

fn happening(happening: Happening) -> &'static str {
    match happening {
        Happening::Created => "created",
        Happening::Removed => "removed",
    }
}

/// What it may do, one phrase a grant: `table order (Get Put)`; what stands beyond the handles comes last.
pub fn permissions(model: &Model, function: &Function) -> Vec<String> {
    let allowed =
        function.allow.iter().flat_map(|allow| &allow.actions).map(|action| format!("allow {}", action.value));
    granted(model, &function.grants).into_iter().chain(allowed).collect()
}

/// What handles allow, each once: a handle and a return value may allow the same.
pub fn granted(model: &Model, grants: &[Grant]) -> Vec<String> {
    let mut all = Vec::new();
    for grant in grants {
        let permission = permission(model, grant);
        if !all.contains(&permission) {
            all.push(permission);
        }
    }
    all
}

/// What a handle allows.
pub fn permission(model: &Model, grant: &Grant) -> String {
    let to = match grant.to {
        Reach::Resource(id) => format!("{} {}", model.resource(id).kind(), model.resource(id).identity.id),
        Reach::Function(id) => format!("function {}", model.function(id).identity.id),
    };
    let verbs: Vec<&str> = grant.capabilities.iter().map(|it| it.name()).collect();
    format!("{to} ({})", verbs.join(" "))
}
