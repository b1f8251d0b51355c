//! One attempt to run a function: within its time, in a span of the log, and with its error in the log.

use std::time::{Duration, SystemTime};

use http::StatusCode;
use tracing::Instrument as _;

use super::answer::is_inside;
use super::{Invocation, Outcome, run};
use crate::registry::Function;
use crate::{Error, Result};

/// Runs a function once, until the deadline of the invocation, and logs what failed.
///
/// # Errors
/// What the function returned, that it panicked, or that its time was over (504).
pub async fn attempt(function: &Function, invocation: Invocation) -> Result<Outcome> {
    let about = &invocation.about;
    let span = tracing::info_span!(
        "invocation",
        function = about.function,
        request_id = about.request_id,
        trace_id = about.trace.id(),
    );
    let left = about.deadline.map(left_until);
    async move {
        let outcome = within(left, run(function, invocation)).await;
        if let Err(error) = &outcome {
            log(error);
        }
        outcome
    }
    .instrument(span)
    .await
}

/// How long it is until then.
fn left_until(deadline: SystemTime) -> Duration {
    deadline.duration_since(SystemTime::now()).unwrap_or_default()
}

async fn within<T>(left: Option<Duration>, future: impl Future<Output = Result<T>>) -> Result<T> {
    let Some(left) = left else { return future.await };
    match tokio::time::timeout(left, future).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Error::with_status(StatusCode::GATEWAY_TIMEOUT, "the function took longer than its timeout")),
    }
}

/// A caller's mistake is worth a look, and all else is an error.
fn log(error: &Error) {
    if is_inside(error.status()) {
        tracing::error!(error = ?error, "the function failed");
    } else {
        tracing::info!(error = ?error, "the request was refused");
    }
}
