//! Calls by other functions of the application: `POST /_call/{id}`, JSON in and JSON out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use http::{HeaderMap, Request};
use hyper::body::Incoming;
use tokio::time::sleep;

use crate::container::deployment::Member;
use crate::container::metrics::Fate;
use crate::container::running::Running;
use crate::invoke::{About, Incoming as Brought, Outcome, answer};
use crate::registry::Trigger;
use crate::server::about::about;
use crate::server::whole;
use crate::{Error, Response, Result};

/// The header of a call that nobody waits for.
const LATER: &str = "watershed-later";
/// How often such a call is tried again where the function does not say it, as AWS Lambda does.
const RETRIES: u32 = 2;
/// How long it waits before it tries the first time again; twice as long each time.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest that it waits.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// The function of this deployment that is called so.
pub fn called(running: &Running, id: &str) -> Option<Member> {
    running.deployment.function(id).copied().filter(|it| matches!(it.function.trigger, Trigger::Call))
}

/// What a caller gets that nobody here answers.
pub fn nobody(id: &str) -> Response {
    answer::response(Err(Error::not_found(format!("`{id}` is not called here"))))
}

/// Answers a call: 200 with what the function answers, 202 where nobody waits, or the status and the message of its
/// error. The caller is the application itself, so the message is not hidden.
pub async fn answer(running: &Arc<Running>, member: Member, request: Request<Incoming>) -> Response {
    match run(running, member, request).await {
        Err(error) => answer::with_message(error.status(), &error.to_string()),
        // It is at its queue or topic: that is all the caller waits for.
        Ok(Some(Outcome::Delivered | Outcome::Done)) => answer::response(Ok(Outcome::Value("null".to_owned()))),
        Ok(Some(outcome)) => answer::response(Ok(outcome)),
        Ok(None) => answer::response(Ok(Outcome::Delivered)),
    }
}

/// Nothing where nobody waits for the outcome.
async fn run(running: &Arc<Running>, member: Member, request: Request<Incoming>) -> Result<Option<Outcome>> {
    let (head, body) = request.into_parts();
    let input =
        String::from_utf8(whole(body).await?.into()).map_err(|_| Error::bad_request("the input is not UTF-8"))?;
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
    running.run(member, Brought::Call(input), about).await.map(Some)
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
        let outcome = running.run(member, Brought::Call(input.clone()), about).await;
        let fate = if outcome.is_ok() { Fate::Handled } else { Fate::Failed };
        running.metrics.handled(member.id, fate, begun.elapsed());
        if outcome.is_ok() {
            return;
        }
    }
    tracing::error!(function = member.id, request_id = about.request_id, "a call that nobody waits for is given up");
}
