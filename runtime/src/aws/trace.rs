//! The trace of the invocation that a handle is used in, for whom it reaches.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use crate::invoke::Trace;
use crate::invoke::trace::AMAZON;

/// The trace of this moment.
pub fn current() -> Trace {
    crate::invoke::current().map(|about| about.trace).unwrap_or_default()
}

/// Writes it into a request, for services that take it from there.
pub fn into_header(trace: &Trace, request: &mut HttpRequest) {
    if let Some(trace) = trace.amazon() {
        // What is no header value came from outside, and is not worth a failure.
        let _ = request.headers_mut().try_insert(AMAZON, trace.to_owned());
    }
}
