//! The parts of the page. Every text of the application is escaped where it enters.

use std::fmt::Write as _;
use std::time::SystemTime;

use serde_json::Value;

use super::data::example;
use crate::local::application::Application;
use crate::local::escape::html;
use crate::local::inbox::Inbox;
use crate::local::journal::{self, Entry};
use crate::local::line::Dead;
use crate::resource::{DefaultBus, Resource as _};

/// The longest text of a message or an answer that is shown.
const SHOWN: usize = 4000;

/// What a person can send something to.
pub fn targets(application: &Application) -> String {
    let mut groups = String::new();
    let mut group = |label: &str, targets: Vec<(String, String, &str)>| {
        if targets.is_empty() {
            return;
        }
        let options = targets.into_iter().fold(String::new(), |options, (path, label, example)| {
            let (path, label, example) = (html(&path), html(&label), html(example));
            options + &format!("<option value=\"{path}\" data-example=\"{example}\">{label}</option>")
        });
        // Writing into a text cannot fail.
        let _ = write!(groups, "<optgroup label=\"{label}\">{options}</optgroup>");
    };
    let functions = application.functions.iter().map(|(id, function)| {
        (
            format!("functions/{id}/invoke"),
            format!("call {id} ({})", function.trigger.kind()),
            example(&function.trigger),
        )
    });
    group("Functions", functions.collect());
    let message = r#"{ "message": {} }"#;
    let queues = application.queues.keys().map(|id| (format!("queues/{id}/send"), format!("send to {id}"), message));
    group("Queues", queues.collect());
    let topics =
        application.topics.keys().map(|id| (format!("topics/{id}/publish"), format!("publish to {id}"), message));
    group("Topics", topics.collect());
    let object = r#"{ "key": "", "content": "" }"#;
    let buckets = application.buckets.keys().map(|id| (format!("buckets/{id}/put"), format!("put into {id}"), object));
    group("Buckets", buckets.collect());
    groups
}

/// What changes while the program runs.
pub fn live(application: &Application) -> String {
    format!(
        "<section aria-labelledby=\"queues\"><h2 id=\"queues\">Queues</h2>{}</section>\
         <section aria-labelledby=\"invocations\"><h2 id=\"invocations\">Invocations</h2>{}</section>\
         <section aria-labelledby=\"components\"><h2 id=\"components\">Components</h2>{}</section>",
        queues(application),
        invocations(application),
        components(application)
    )
}

fn table(heads: &[&str], rows: &str) -> String {
    let heads = heads.join("</th><th scope=\"col\">");
    format!("<table><thead><tr><th scope=\"col\">{heads}</th></tr></thead><tbody>{rows}</tbody></table>")
}

fn queues(application: &Application) -> String {
    let queues = application.queues.iter().map(|(id, queue)| (*id, "queues", &queue.inbox));
    let own =
        application.read.iter().filter(|(id, inbox)| inbox.id == **id).map(|(id, inbox)| (*id, "functions", inbox));
    let rows: String = queues.chain(own).map(|(id, of, inbox)| queue(id, of, inbox)).collect();
    if rows.is_empty() {
        return "<p>There are none.</p>".to_owned();
    }
    table(&["queue", "waiting", "in flight", "dead letters"], &rows)
}

fn queue(id: &str, of: &str, inbox: &Inbox) -> String {
    let (depth, name) = (inbox.depth(), html(id));
    let kind = if of == "queues" { "" } else { " <small>of the function</small>" };
    let row = format!(
        "<tr><th scope=\"row\">{name}{kind}</th><td>{}</td><td>{}</td><td class=\"{}\">{}</td></tr>",
        depth.waiting,
        depth.in_flight,
        if depth.dead > 0 { "bad" } else { "" },
        depth.dead
    );
    if depth.dead == 0 {
        return row;
    }
    let path = format!("{of}/{name}/redrive");
    let letters: String = inbox.dead().iter().map(|dead| letter(&path, dead)).collect();
    row + &format!(
        "<tr><td colspan=\"4\"><details data-key=\"dead-{of}-{name}\"><summary>Dead letters of {name}</summary>\
         <button data-post=\"{path}\" data-key=\"all-{of}-{name}\">Put all back</button>\
         <ol>{letters}</ol></details></td></tr>"
    )
}

fn letter(path: &str, Dead { id, posted, receives, reason, since }: &Dead) -> String {
    format!(
        "<li><p>{} after {receives} attempts: <strong>{}</strong></p><pre>{}</pre>\
         <button data-post=\"{path}\" data-body='{{\"only\":{id}}}' data-key=\"{path}-{id}\">Put back</button></li>",
        time(*since),
        html(reason),
        html(&pretty(&posted.body.shown()))
    )
}

fn pretty(value: &Value) -> String {
    let text = format!("{value:#}");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn invocations(application: &Application) -> String {
    let rows: String = application.journal.entries().iter().map(invocation).collect();
    if rows.is_empty() {
        return "<p>Nothing has run yet.</p>".to_owned();
    }
    table(&["when", "function", "outcome", "took", "log"], &rows)
}

fn invocation(entry: &Entry) -> String {
    let (class, outcome) = match (&entry.error, entry.took) {
        (Some(error), _) => ("bad", html(error)),
        (None, Some(_)) => ("good", "done".to_owned()),
        (None, None) => ("", "runs".to_owned()),
    };
    let took = entry.took.map_or_else(String::new, |took| format!("{:.1} ms", took.as_secs_f64() * 1000.0));
    let (lines, id) = (journal::lines(&entry.request_id), html(&entry.request_id));
    let trace = html(entry.trace.as_deref().unwrap_or("no trace"));
    let log: String = lines.iter().map(|line| html(line) + "\n").collect();
    format!(
        "<tr><td>{}</td><th scope=\"row\">{}</th><td class=\"{class}\">{outcome}</td><td>{took}</td>\
         <td><details data-key=\"log-{id}\"><summary>{} lines</summary><pre>{log}</pre>\
         <small>{id}<br>{trace}</small></details></td></tr>",
        time(entry.began),
        html(entry.function),
        lines.len()
    )
}

fn components(application: &Application) -> String {
    let row = |kind: &str, id: &str, more: &str| {
        format!("<tr><td>{kind}</td><th scope=\"row\">{}</th><td>{}</td></tr>", html(id), html(more))
    };
    let mut rows = String::new();
    for (id, function) in &application.functions {
        let more = format!("{}, at most {} s", function.trigger.kind(), function.timeout.as_secs());
        rows += &row("function", id, &more);
    }
    for (id, service) in &application.services {
        let more = service.http.map_or_else(|| "worker".to_owned(), |http| format!("http below {}", http.path));
        rows += &row("service", id, &more);
    }
    for (id, table) in &application.tables {
        rows += &row("table", id, &format!("{} items", table.count()));
    }
    for (id, bucket) in &application.buckets {
        let objects = bucket.keys().map_or_else(|error| error.to_string(), |keys| format!("{} objects", keys.len()));
        rows += &row("bucket", id, &objects);
    }
    for (id, secret) in &application.secrets {
        rows += &row("secret", id, if secret.is_set() { "has a value" } else { "has no value" });
    }
    for id in application.topics.keys() {
        rows += &row("topic", id, "");
    }
    for id in application.streams.keys() {
        rows += &row("stream", id, "");
    }
    for (id, _) in application.buses.iter().filter(|(id, bus)| **id != DefaultBus::ID || !bus.listeners.is_empty()) {
        rows += &row("bus", id, "");
    }
    table(&["kind", "id", ""], &rows)
}

/// A time in UTC; the script writes it as this person's clock shows it.
fn time(time: SystemTime) -> String {
    let time =
        jiff::Timestamp::try_from(time).map_or_else(|_| String::new(), |time| time.strftime("%FT%TZ").to_string());
    format!("<time datetime=\"{time}\">{time}</time>")
}
