//! Functions behind HTTP: their routes on one port, in a container and on the laptop.

mod routes;

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::RawPathParams;
use axum::extract::Request as Incoming;
use axum::routing::any;
use http::StatusCode;
use serde_json::{Map, Value};

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

/// Everything that the routes answer.
pub fn router(all: Routes, answering: &Arc<dyn Answering>) -> Router {
    let mut served = Router::new();
    for (pattern, routes) in all.by_pattern() {
        let answering = Arc::clone(answering);
        let routes: Arc<[Route]> = routes.into();
        let handler = move |parameters: RawPathParams, request: Incoming| {
            let (answering, routes) = (Arc::clone(&answering), Arc::clone(&routes));
            async move { to_axum(handle(&*answering, &routes, &parameters, request).await) }
        };
        served = served.route(&pattern, any(handler));
    }
    served.fallback(|| async { to_axum(not_found()) })
}

/// What API Gateway answers where no route fits; a method that no route of the path has is no route either.
fn not_found() -> Response {
    answer::response(Err(Error::not_found("Not Found")))
}

async fn handle(answering: &dyn Answering, routes: &[Route], found: &RawPathParams, request: Incoming) -> Response {
    let method = request.method();
    let fits = |route: &&Route| route.method == method.as_str();
    let Some(route) = routes.iter().find(fits).or_else(|| routes.iter().find(|route| route.method == "ANY")) else {
        return not_found();
    };
    let path = route.parameters.iter().zip(found.iter()).map(|(name, (_, value))| (name.clone(), value.to_owned()));
    let path = path.collect();
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

fn to_axum(response: Response) -> http::Response<Body> {
    response.map(Body::from)
}

/// When an invocation that starts now is stopped.
pub fn deadline(timeout: Duration) -> SystemTime {
    SystemTime::now().checked_add(timeout).unwrap_or(UNIX_EPOCH)
}
