//! In AWS Lambda: the one function that the handler setting names. One file a trigger.
//!
//! Each turns the event of its service into what the function takes, runs it, and turns the answer back. Where a
//! service takes partial results, a failure is told part by part; elsewhere it is an error of the invocation, so that
//! the service tries again and keeps what fails to the end.

mod attribute;
mod batch;
mod bucket;
mod call;
mod claims;
mod event;
mod http;
mod one;
mod queue;
mod schedule;
mod start;
mod stream;
mod table;
#[cfg(test)]
mod tests;
mod topic;
mod url;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use lambda_runtime::streaming::Body;
use lambda_runtime::{Context, Diagnostic, FunctionResponse, LambdaEvent, Runtime, StreamResponse, service_fn};
use serde_json::value::RawValue;

use self::one::One;
use crate::invoke::{About, Trace, trace};
use crate::registry::Trigger;
use crate::{Error, Result, aws};

/// The most that is kept back of an invocation's time. An answer has to be encoded and to reach the runtime API before
/// AWS Lambda ends the invocation: it would take the process with it, the log of what was too slow, and of a batch
/// also the report of what was handled.
const RESERVE: Duration = Duration::from_millis(100);

/// An answer on its way to AWS Lambda.
enum Answer {
    /// JSON.
    Value(Box<RawValue>),
    /// An HTTP response of a URL that streams.
    Streamed(crate::Response),
}

/// Serves the function that the environment names. It comes back only where it cannot start, or loses the runtime API.
///
/// # Errors
/// The function is unknown, the program lacks a feature that it needs, or the environment is not one of AWS Lambda.
pub fn run() -> Result<(), String> {
    let start::Named { id, function, kinds } = start::named()?;
    start::check_environment()?;
    crate::log::begin(crate::log::Reader::Machine);
    let backends = aws::backends();
    let shared = Arc::clone(&backends);
    let handle = move |event: LambdaEvent<Box<RawValue>>| {
        let one = One { function, about: about(id, &event.context), backends: Arc::clone(&shared) };
        async move { answer(&one, event.payload.get()).await.map(response).map_err(|error| told(&error)) }
    };
    let runtime = start::runtime().map_err(|error| format!("the runtime cannot start: {error}"))?;
    let served = runtime.block_on(async {
        start::warm(&*backends, &kinds).await;
        Runtime::new(service_fn(handle)).run().await
    });
    served.map_err(|error| format!("the runtime API is gone: {error}"))
}

async fn answer(one: &One, event: &str) -> Result<Answer> {
    let answer = match one.function.trigger {
        Trigger::Url { streaming, .. } => return url::answer(one, event, streaming).await,
        Trigger::Http { path, .. } => http::answer(one, event, path).await,
        Trigger::Queue { .. } => queue::answer(one, event).await,
        Trigger::Topic { .. } => topic::answer(one, event).await,
        Trigger::Schedule { .. } => schedule::answer(one, event).await,
        Trigger::Table { .. } => table::answer(one, event).await,
        Trigger::Bucket { .. } => bucket::answer(one, event).await,
        Trigger::Event { .. } => event::answer(one, event).await,
        Trigger::Stream { .. } => stream::answer(one, event).await,
        Trigger::Call => call::answer(one, event).await,
    };
    answer.map(Answer::Value)
}

/// What is known about an invocation.
fn about(function: &'static str, context: &Context) -> About {
    About {
        function,
        request_id: context.request_id.clone(),
        trace: traced(context),
        deadline: Some(earlier(context.deadline(), SystemTime::now())),
    }
}

/// The trace of an invocation. A caller that waits says in its client's context what its own trace is called.
fn traced(context: &Context) -> Trace {
    let said = context.client_context.as_ref().map(|it| &it.custom);
    let of = |name| said.and_then(|it| it.get(name)).map(String::as_str);
    Trace::new(context.xray_trace_id.as_deref(), of(trace::PARENT), of(trace::STATE))
}

/// When a function is stopped that AWS Lambda would stop then: [`RESERVE`] before it, or a tenth of the time that is
/// left, so that the shortest timeout of 1 s stays nearly whole.
fn earlier(end: SystemTime, now: SystemTime) -> SystemTime {
    let left = end.duration_since(now).unwrap_or_default();
    end.checked_sub(RESERVE.min(left / 10)).unwrap_or(end)
}

fn response(answer: Answer) -> FunctionResponse<Box<RawValue>, Body> {
    match answer {
        Answer::Value(value) => FunctionResponse::BufferedResponse(value),
        Answer::Streamed(response) => {
            let (metadata_prelude, body) = url::parts(response);
            FunctionResponse::StreamingResponse(StreamResponse { metadata_prelude, stream: Body::from(body) })
        }
    }
}

/// What AWS Lambda is told of a failure, and through it a caller and a dead-letter queue. All of them belong to the
/// application, so they get the message; the errors behind it are in the log alone.
fn told(error: &Error) -> Diagnostic {
    let reason = error.status().canonical_reason().unwrap_or("Error");
    Diagnostic { error_type: reason.replace(' ', ""), error_message: error.to_string() }
}
