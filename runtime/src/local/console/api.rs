//! What the page and `watershed invoke` ask for, as JSON.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::data::incoming;
use crate::backend::{Outgoing, Queue as _, Topic as _};
use crate::invoke::{Outcome, Trace};
use crate::local::application::Application;
use crate::local::http::refused;
use crate::local::inbox::Inbox;
use crate::local::journal;
use crate::local::line::Dead;
use crate::{Error, Result};

type Running = State<Arc<Application>>;

fn answer(outcome: Result<Value>) -> Response {
    match outcome {
        Ok(value) => ([(CONTENT_TYPE, "application/json")], value.to_string()).into_response(),
        Err(error) => refused(&error),
    }
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T> {
    let body = if body.is_empty() { b"null" } else { body.as_ref() };
    serde_json::from_slice(body).map_err(|error| Error::bad_request(format!("this cannot be read: {error}")))
}

fn unknown<'a>(kind: &str, id: &str, known: impl Iterator<Item = &'a &'static str>) -> Error {
    let known: Vec<&str> = known.copied().collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Error::not_found(format!("there is no {kind} `{id}`; there is: {known}"))
}

/// Runs a function once, and answers what became of it.
pub async fn invoke(State(application): Running, Path(id): Path<String>, body: Bytes) -> Response {
    answer(invoked(&application, &id, &body).await)
}

async fn invoked(application: &Application, id: &str, body: &Bytes) -> Result<Value> {
    let found = application.functions.get_key_value(id);
    let known = || application.functions.keys();
    let (id, function) = found.ok_or_else(|| unknown("function", id, known()))?;
    let incoming = incoming(function, read(body)?)?;
    let about = Application::about(id, function, Trace::default());
    let (request_id, began) = (about.request_id.clone(), Instant::now());
    let outcome = application.invoke_as(about, function, incoming).await;
    let mut shown = match outcome {
        Ok(Outcome::Done) => json!({ "outcome": "done" }),
        Ok(Outcome::Delivered) => json!({ "outcome": "delivered" }),
        Ok(Outcome::Value(value)) => json!({ "outcome": "answered", "answer": text_or_json(value.as_bytes()) }),
        Ok(Outcome::Response(response)) => json!({
            "outcome": "answered",
            "status": response.status().as_u16(),
            "answer": text_or_json(response.body()),
        }),
        Err(error) => json!({ "outcome": "failed", "status": error.status().as_u16(), "error": format!("{error:?}") }),
    };
    shown["milliseconds"] = milliseconds(began.elapsed());
    shown["request_id"] = request_id.as_str().into();
    shown["log"] = journal::lines(&request_id).into();
    Ok(shown)
}

fn text_or_json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned().into())
}

#[expect(clippy::cast_precision_loss, reason = "nobody measures centuries in microseconds")]
fn milliseconds(time: Duration) -> Value {
    (time.as_micros() as f64 / 1000.0).into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sending {
    message: Value,
    group: Option<String>,
    delay_seconds: Option<u64>,
}

fn outgoing(body: &Bytes) -> Result<Vec<Outgoing>> {
    let Sending { message, group, delay_seconds } = read(body)?;
    Ok(vec![Outgoing { body: message.to_string(), group, delay: delay_seconds.map(Duration::from_secs) }])
}

/// Sends a message to a queue.
pub async fn send(State(application): Running, Path(id): Path<String>, body: Bytes) -> Response {
    let sent = async {
        let known = || application.queues.keys();
        let queue = application.queues.get(id.as_str()).ok_or_else(|| unknown("queue", &id, known()))?;
        queue.send(outgoing(&body)?).await?;
        Ok(json!({ "outcome": "sent" }))
    };
    answer(sent.await)
}

/// Publishes a message to a topic.
pub async fn publish(State(application): Running, Path(id): Path<String>, body: Bytes) -> Response {
    let published = async {
        let known = || application.topics.keys();
        let topic = application.topics.get(id.as_str()).ok_or_else(|| unknown("topic", &id, known()))?;
        topic.publish(outgoing(&body)?).await?;
        Ok(json!({ "outcome": "published" }))
    };
    answer(published.await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Object {
    key: String,
    content: Value,
    content_type: Option<String>,
}

/// Writes an object; content that is no text is written as JSON.
pub async fn put(State(application): Running, Path(id): Path<String>, body: Bytes) -> Response {
    let written = || {
        let known = || application.buckets.keys();
        let bucket = application.buckets.get(id.as_str()).ok_or_else(|| unknown("bucket", &id, known()))?;
        let Object { key, content, content_type } = read(&body)?;
        let content = match content {
            Value::String(text) => text,
            json => json.to_string(),
        };
        bucket.write(&key, content.into(), content_type)?;
        Ok(json!({ "outcome": "written" }))
    };
    answer(written())
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Redrive {
    only: Option<u64>,
}

fn redriven(inbox: Option<&Arc<Inbox>>, id: &str, body: &Bytes) -> Result<Value> {
    let inbox = inbox.ok_or_else(|| unknown("queue with dead letters", id, [].iter()))?;
    let only = read::<Option<Redrive>>(body)?.unwrap_or_default().only;
    Ok(json!({ "outcome": "redriven", "messages": inbox.redrive(only) }))
}

/// Puts dead letters of a queue back: all, or `{"only": number}`.
pub async fn redrive_queue(State(application): Running, Path(id): Path<String>, body: Bytes) -> Response {
    answer(redriven(application.queues.get(id.as_str()).map(|queue| &queue.inbox), &id, &body))
}

/// Puts dead letters of a function's own queue back.
pub async fn redrive_function(State(application): Running, Path(id): Path<String>, body: Bytes) -> Response {
    answer(redriven(application.read.get(id.as_str()), &id, &body))
}

/// Everything that the page shows.
pub async fn state(State(application): Running) -> Response {
    let functions = application.functions.iter().map(|(id, function)| {
        json!({ "id": id, "trigger": function.trigger.kind(), "timeout_seconds": function.timeout.as_secs() })
    });
    let queues = application.queues.iter().map(|(id, queue)| depth("queue", id, &queue.inbox));
    let own = application.read.iter().filter(|(id, inbox)| inbox.id == **id);
    let own = own.map(|(id, inbox)| depth("function", id, inbox));
    let invocations = application.journal.entries().into_iter().map(|entry| {
        json!({
            "function": entry.function,
            "request_id": entry.request_id,
            "trace_id": entry.trace,
            "began": seconds(entry.began),
            "milliseconds": entry.took.map(milliseconds),
            "error": entry.error,
            "log": journal::lines(&entry.request_id),
        })
    });
    answer(Ok(json!({
        "functions": functions.collect::<Value>(),
        "services": application.services.keys().copied().collect::<Value>(),
        "queues": queues.chain(own).collect::<Value>(),
        "invocations": invocations.collect::<Value>(),
    })))
}

fn depth(of: &str, id: &str, inbox: &Inbox) -> Value {
    let depth = inbox.depth();
    let dead = inbox.dead().into_iter().map(|Dead { id, posted, receives, reason, since }| {
        json!({
            "number": id,
            "message": posted.body.shown(),
            "receives": receives,
            "reason": reason,
            "since": seconds(since),
        })
    });
    let (waiting, in_flight, dead) = (depth.waiting, depth.in_flight, dead.collect::<Value>());
    json!({ "of": of, "id": id, "waiting": waiting, "in_flight": in_flight, "dead_letters": dead })
}

/// Seconds since 1970.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
