//! `Response` and what becomes one.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;

use super::now;
use crate::backend::Later;
use crate::input::http::{Body, Json};
use crate::invoke::{Backends, Outcome};
use crate::signature::Returned;
use crate::{Result, trigger};

pub use http::StatusCode;

/// An HTTP response with its whole body.
pub type Response = http::Response<Bytes>;

/// What an HTTP request can be answered with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot answer an HTTP request",
    label = "not a response",
    note = "return a `Response`, `Json<…>`, `Body`, `StatusCode`, text, `()`, or a pair of a status and one of them"
)]
pub trait IntoResponse {
    /// The response.
    ///
    /// # Errors
    /// The body cannot be written, for example a map in JSON whose keys are no texts.
    fn into_response(self) -> Result<Response>;
}

impl IntoResponse for Response {
    fn into_response(self) -> Result<Response> {
        Ok(self)
    }
}

/// `application/json`
impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Result<Response> {
        Ok(with_type("application/json", serde_json::to_vec(&self.0)?))
    }
}

/// `application/octet-stream`
impl IntoResponse for Body {
    fn into_response(self) -> Result<Response> {
        Ok(with_type("application/octet-stream", self.0))
    }
}

/// `text/plain`
impl IntoResponse for String {
    fn into_response(self) -> Result<Response> {
        Ok(with_type("text/plain; charset=utf-8", self))
    }
}

/// `text/plain`
impl IntoResponse for &'static str {
    fn into_response(self) -> Result<Response> {
        Ok(with_type("text/plain; charset=utf-8", self))
    }
}

/// A status without a body.
impl IntoResponse for StatusCode {
    fn into_response(self) -> Result<Response> {
        let mut response = Response::default();
        *response.status_mut() = self;
        Ok(response)
    }
}

/// 204
impl IntoResponse for () {
    fn into_response(self) -> Result<Response> {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl<R: IntoResponse> IntoResponse for (StatusCode, R) {
    fn into_response(self) -> Result<Response> {
        let mut response = self.1.into_response()?;
        *response.status_mut() = self.0;
        Ok(response)
    }
}

fn with_type(content_type: &'static str, body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

macro_rules! answers {
    ($(($($generics:tt)*) $trigger:ty: $output:ty;)+) => {$(
        impl<$($generics)*> Returned<$trigger> for $output {
            fn finish(self, _: &dyn Backends) -> Later<'_, Outcome> {
                now(self.into_response().map(Outcome::Response))
            }
        }
    )+};
}

answers! {
    (K: trigger::Request) K: Response;
    (K: trigger::Request, T: Serialize) K: Json<T>;
    (K: trigger::Request) K: Body;
    (K: trigger::Request) K: String;
    (K: trigger::Request) K: &'static str;
    (K: trigger::Request) K: StatusCode;
    (K: trigger::Request, R: IntoResponse) K: (StatusCode, R);
    () trigger::Http: ();
    () trigger::Url: ();
}
