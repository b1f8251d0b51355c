//! The trace of the invocation that a handle is used in, for whom it reaches.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

/// The header that carries it.
const HEADER: &str = "x-amzn-trace-id";

/// As the header writes it.
pub fn current() -> Option<String> {
    crate::invoke::current().and_then(|about| about.trace)
}

/// Writes it into a request, for services that take it from there.
pub fn into_header(trace: Option<&str>, request: &mut HttpRequest) {
    if let Some(trace) = trace {
        // What is no header value came from outside, and is not worth a failure.
        let _ = request.headers_mut().try_insert(HEADER, trace.to_owned());
    }
}
