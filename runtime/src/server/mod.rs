//! Functions behind HTTP: their routes on one port, in a container and on the laptop.

pub mod about;
mod routes;
pub mod services;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::RawPathParams;
use axum::extract::Request as Incoming;
use axum::routing::any;
use http::StatusCode;
use serde_json::{Map, Value};
use tower_service::Service as _;

pub use routes::{Route, Routes};

use crate::backend::Later;
use crate::invoke::{Outcome, Request, answer};
use crate::{Error, Response, Result};

/// The largest body of a request, as an HTTP API of API Gateway has it. Bytes.
pub const LARGEST_BODY: usize = 10 * 1024 * 1024;

/// Runs the function of a route.
pub trait Answering: Send + Sync + 'static {
    /// Checks who asks, and gives the claims of the token where the route wants one.
    ///
    /// # Errors
    /// With the status that the caller gets.
    fn admit(&self, route: &Route, head: &http::request::Parts) -> Result<Option<Map<String, Value>>>;

    /// Runs it.
    fn answer(&self, route: &Route, request: Request) -> Later<'_, Outcome>;
}

/// Who answered a request: an extension of the response, for whoever counts.
#[derive(Clone, Copy, Debug)]
pub struct Answered(pub &'static str);

/// Everything that the routes answer; all else is somebody else's.
pub fn router(all: Routes, answering: &Arc<dyn Answering>, otherwise: &Router) -> Router {
    let mut served = Router::new();
    for (pattern, routes) in all.by_pattern() {
        let (answering, otherwise) = (Arc::clone(answering), otherwise.clone());
        let routes: Arc<[Route]> = routes.into();
        let handler = move |parameters: RawPathParams, request: Incoming| {
            let (answering, routes, mut otherwise) = (Arc::clone(&answering), Arc::clone(&routes), otherwise.clone());
            async move {
                let Some(route) = fitting(&routes, request.method()) else {
                    return otherwise.call(request).await.unwrap_or_else(|never| match never {});
                };
                let names = route.parameters.iter().cloned();
                let path = names.zip(parameters.iter().map(|(_, value)| value.to_owned())).collect();
                to_axum(route.id, handle(&*answering, route, path, request).await)
            }
        };
        served = served.route(&pattern, any(handler));
    }
    served.fallback_service(otherwise.clone())
}

/// One function that answers every path, without parameters: what is behind a URL of its own.
pub fn every_path(route: Route, answering: &Arc<dyn Answering>) -> Router {
    let (route, answering) = (Arc::new(route), Arc::clone(answering));
    Router::new().fallback(move |request: Incoming| {
        let (route, answering) = (Arc::clone(&route), Arc::clone(&answering));
        async move { to_axum(route.id, handle(&*answering, &route, Vec::new(), request).await) }
    })
}

/// 404 to everything.
pub fn nowhere() -> Router {
    Router::new().fallback(|| async { not_found().map(Body::from) })
}

/// What API Gateway answers where no route fits; a method that no route of the path has is no route either.
fn not_found() -> Response {
    answer::response(Err(Error::not_found("Not Found")))
}

/// The route of a method; one that takes any method is the last to be asked.
fn fitting<'a>(routes: &'a [Route], method: &http::Method) -> Option<&'a Route> {
    let of = |method: &str| routes.iter().find(|route| route.method == method);
    of(method.as_str()).or_else(|| of("ANY"))
}

async fn handle(answering: &dyn Answering, route: &Route, path: Vec<(String, String)>, request: Incoming) -> Response {
    let (head, body) = request.into_parts();
    let claims = match answering.admit(route, &head) {
        Ok(claims) => claims,
        Err(error) => return answer::response(Err(error)),
    };
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        let error = Error::with_status(StatusCode::PAYLOAD_TOO_LARGE, "the body is larger than 10 MB");
        return answer::response(Err(error));
    };
    answer::response(answering.answer(route, Request { head, path, body, claims }).await)
}

/// A response with its author.
pub fn to_axum(id: &'static str, response: Response) -> http::Response<Body> {
    let mut response = response.map(Body::from);
    response.extensions_mut().insert(Answered(id));
    response
}
