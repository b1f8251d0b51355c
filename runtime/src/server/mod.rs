//! Functions behind HTTP: their routes on one port, in a container and on the laptop.

pub mod about;
mod body;
mod path;
mod routes;
pub mod services;
mod site;

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use serde_json::{Map, Value};

#[cfg(feature = "local")]
pub use body::LARGEST_BODY;
pub use body::whole;
pub use routes::{Found, Route, Routes, Table};
pub use site::Site;

use crate::invoke::{Outcome, Request, answer};
use crate::{Error, Response, Result};

/// Runs the function of a route.
pub trait Answering: Send + Sync + 'static {
    /// Checks who asks, and gives the claims of the token where the route wants one.
    ///
    /// # Errors
    /// With the status that the caller gets.
    fn admit(&self, route: &Route, head: &http::request::Parts) -> Result<Option<Map<String, Value>>>;

    /// Runs it.
    fn answer(&self, route: &Route, request: Request) -> impl Future<Output = Result<Outcome>> + Send;
}

/// Who answered a request: an extension of the response, for whoever counts.
#[derive(Clone, Copy, Debug)]
pub struct Answered(pub &'static str);

/// Answers a request with the function of its route.
pub async fn handle<A: Answering, B: HttpBody<Data = Bytes>>(
    answering: &A,
    Found { route, path }: Found<'_>,
    request: http::Request<B>,
) -> Response {
    let (head, body) = request.into_parts();
    let claims = match answering.admit(route, &head) {
        Ok(claims) => claims,
        Err(error) => return answer::response(Err(error)),
    };
    match whole(body).await {
        Ok(body) => answer::response(answering.answer(route, Request { head, path, body, claims }).await),
        Err(error) => answer::response(Err(error)),
    }
}

/// What API Gateway answers where no route fits; a method that no route of the path has is no route either.
pub fn not_found() -> Response {
    answer::response(Err(Error::not_found("Not Found")))
}

/// A response of a function as axum has it.
pub fn to_axum(response: Response) -> http::Response<Body> {
    response.map(Body::from)
}
