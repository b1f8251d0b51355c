//! Calls by other functions of the application: `POST /_call/{id}`, JSON in and JSON out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use tokio::time::sleep;

use crate::container::deployment::Member;
use crate::container::metrics::Fate;
use crate::container::running::Running;
use crate::invoke::{About, Incoming, Outcome, answer as answers};
use crate::registry::Trigger;
use crate::server::about::about;
use crate::server::{LARGEST_BODY, to_axum};
use crate::{Error, Result};

/// The header of a call that nobody waits for.
const LATER: &str = "watershed-later";
/// How often such a call is tried again where the function does not say it, as AWS Lambda does.
const RETRIES: u32 = 2;
/// How long it waits before it tries the first time again; twice as long each time.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest that it waits.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Answers a call: 200 with what the function answers, 202 where nobody waits, or the status and the message of its
/// error. The caller is the application itself, so the message is not hidden.
pub async fn answer(running: Arc<Running>, Path(id): Path<String>, request: Request) -> Response<Body> {
    let member = running.deployment.function(&id).copied();
    let Some(member) = member.filter(|it| matches!(it.function.trigger, Trigger::Call)) else {
        return answers::response(Err(Error::not_found(format!("`{id}` is not called here")))).map(Body::from);
    };
    let outcome = run(&running, member, request).await;
    let response = match outcome {
        Err(error) => refusal(&error),
        // It is at its queue or topic: that is all the caller waits for.
        Ok(Some(Outcome::Delivered | Outcome::Done)) => answers::response(Ok(Outcome::Value("null".to_owned()))),
        Ok(Some(outcome)) => answers::response(Ok(outcome)),
        Ok(None) => answers::response(Ok(Outcome::Delivered)),
    };
    to_axum(member.id, response)
}

/// Nothing where nobody waits for the outcome.
async fn run(running: &Arc<Running>, member: Member, request: Request) -> Result<Option<Outcome>> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await;
    let body = body.map_err(|_| Error::with_status(StatusCode::PAYLOAD_TOO_LARGE, "the input is larger than 10 MB"))?;
    let input = String::from_utf8(body.into()).map_err(|_| Error::bad_request("the input is not UTF-8"))?;
    let about = about(member.id, &head.headers, Some(member.timeout));
    if is_later(&head.headers) {
        let running = Arc::clone(running);
        // It is counted before the caller gets its answer, so that a program that stops waits for it.
        let doing = running.life.busy.begin();
        tokio::spawn(async move {
            later(&running, member, input, about).await;
            drop(doing);
        });
        return Ok(None);
    }
    running.run(member, Incoming::Call(input), about).await.map(Some)
}

fn is_later(headers: &HeaderMap) -> bool {
    headers.get(LATER).is_some_and(|value| value == "true")
}

/// Runs a call that nobody waits for until it succeeds or has failed too often. A program that stops does not wait
/// between two tries.
async fn later(running: &Running, member: Member, input: String, about: About) {
    let mut wait = FIRST_WAIT;
    for retry in 0..=member.function.retries.unwrap_or(RETRIES) {
        if retry > 0 {
            tokio::select! {
                () = sleep(wait) => {}
                () = running.life.stopping() => {}
            }
            wait = LONGEST_WAIT.min(wait * 2);
        }
        let (begun, _handling) = (Instant::now(), running.metrics.received(member.id));
        let about = About { deadline: member.deadline(), ..about.clone() };
        let outcome = running.run(member, Incoming::Call(input.clone()), about).await;
        let fate = if outcome.is_ok() { Fate::Handled } else { Fate::Failed };
        running.metrics.handled(member.id, fate, begun.elapsed());
        if outcome.is_ok() {
            return;
        }
    }
    tracing::error!(function = member.id, request_id = about.request_id, "a call that nobody waits for is given up");
}

fn refusal(error: &Error) -> crate::Response {
    let body = serde_json::json!({ "message": error.to_string() }).to_string();
    let mut response = crate::Response::new(body.into());
    *response.status_mut() = error.status();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
