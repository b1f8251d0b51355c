//! What a caller over HTTP gets.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderName, StatusCode};

use super::Outcome;
use crate::{Error, Response, Result};

/// The response for what a function answered.
///
/// A mistake of the caller is told; what went wrong inside is not, and belongs into the log.
pub fn response(outcome: Result<Outcome>) -> Response {
    match outcome {
        Ok(Outcome::Response(response)) => response,
        Ok(Outcome::Done) => empty(StatusCode::NO_CONTENT),
        Ok(Outcome::Delivered) => empty(StatusCode::ACCEPTED),
        Ok(Outcome::Value(json)) => with_json(StatusCode::OK, json),
        Err(error) => refusal(&error),
    }
}

fn refusal(error: &Error) -> Response {
    let status = error.status();
    let message = if is_inside(status) {
        status.canonical_reason().unwrap_or("Internal Server Error").to_owned()
    } else {
        error.to_string()
    };
    with_message(status, &message)
}

/// A response with a message and nothing else.
pub fn with_message(status: StatusCode, message: &str) -> Response {
    // A text can be written.
    let message = serde_json::to_string(message).unwrap_or_default();
    with_json(status, format!("{{\"message\":{message}}}"))
}

/// Whether an error with this status is nobody's business outside.
pub fn is_inside(status: StatusCode) -> bool {
    !status.is_client_error()
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}

fn with_json(status: StatusCode, json: String) -> Response {
    const JSON: (HeaderName, HeaderValue) = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let mut response = empty(status);
    response.headers_mut().extend([JSON]);
    *response.body_mut() = json.into();
    response
}
