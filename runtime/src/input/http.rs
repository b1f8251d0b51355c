//! `Path`, `Query`, `Json`, `Headers`, `Body`, `Claims`: the parts of an HTTP request. A function takes those it needs.

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::path;
use crate::invoke::Invocation;
use crate::signature::Parameter;
use crate::{Error, Result, trigger};

/// The parameters of the path: one value for one, a struct or a tuple for several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<T>(pub T);

/// The query behind `?`, as a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query<T>(pub T);

/// A body in JSON, of a request or of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json<T>(pub T);

/// All headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers(pub http::HeaderMap);

/// A body as it is, of a request or of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(pub Bytes);

/// The claims of the token that the route's `auth = jwt(…)` has checked; a struct, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims<T = Map<String, Value>>(pub T);

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Path<T> {
    fn take(invocation: &Invocation) -> Result<Self> {
        path::read(&invocation.request()?.path).map(Self)
    }
}

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Query<T> {
    fn take(invocation: &Invocation) -> Result<Self> {
        let query = invocation.request()?.head.uri.query().unwrap_or_default();
        let read = serde_html_form::from_str(query).map(Self);
        read.map_err(|error| Error::bad_request(format!("the query cannot be read: {error}")))
    }
}

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Json<T> {
    fn take(invocation: &Invocation) -> Result<Self> {
        let request = invocation.request()?;
        if !is_json(&request.head.headers) {
            let message = "the header `content-type` has to say `application/json`";
            return Err(Error::with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
        serde_json::from_slice(&request.body).map(Self).map_err(|error| unreadable(&error))
    }
}

/// `application/json`, or another type that is written in JSON, such as `application/problem+json`.
fn is_json(headers: &http::HeaderMap) -> bool {
    let written = headers.get(http::header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let kind = written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// What is no JSON is a bad request; JSON of another shape is one that cannot be processed.
fn unreadable(error: &serde_json::Error) -> Error {
    let status = if error.is_data() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::BAD_REQUEST };
    Error::with_status(status, format!("the body cannot be read: {error}"))
}

impl<K: trigger::Request> Parameter<K> for Headers {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self(invocation.request()?.head.headers.clone()))
    }
}

impl<K: trigger::Request> Parameter<K> for Body {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self(invocation.request()?.body.clone()))
    }
}

impl<K: trigger::Request, T: DeserializeOwned> Parameter<K> for Claims<T> {
    fn take(invocation: &Invocation) -> Result<Self> {
        let claims = invocation.request()?.claims.clone();
        let claims = claims.ok_or_else(|| Error::with_status(StatusCode::UNAUTHORIZED, "there is no token"))?;
        let read = serde_json::from_value(Value::Object(claims));
        read.map(Self).map_err(|error| {
            Error::with_status(StatusCode::FORBIDDEN, format!("the claims of the token cannot be read: {error}"))
        })
    }
}
