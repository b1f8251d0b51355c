//! A service's own routes beside those of functions.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{self, Next};
use tracing::Instrument as _;

use super::about::about;
use super::{Answered, not_found};
use crate::invoke::{self, answer};
use crate::registry::Service;

/// The routes of a service, below its path, and the path of its probe; 404 to all else.
///
/// Its router does not see the path that it is mounted at.
pub fn below(id: &'static str, service: &Service, router: Router) -> Router {
    let router = caught(id, router);
    let path = service.http.map_or("/", |http| http.path);
    let prefix = path.trim_end_matches('/');
    if prefix.is_empty() {
        return router;
    }
    let served = nowhere().nest_service(prefix, router.clone());
    match service.health {
        // The probe asks for exactly this path, wherever the service is mounted.
        Some(health) if !is_below(health, prefix) => served.route_service(health, router),
        _ => served,
    }
}

fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A router whose handlers may panic: the request gets 500, and the log says why.
fn caught(id: &'static str, router: Router) -> Router {
    let around = move |request: Request, next: Next| async move {
        let about = about(id, request.headers(), None);
        let span =
            tracing::info_span!("request", function = id, request_id = about.request_id, trace_id = about.trace.id());
        let answer = invoke::caught(|| async { Ok(next.run(request).await) });
        let mut response = match answer.instrument(span.clone()).await {
            Ok(response) => response,
            Err(error) => {
                span.in_scope(|| tracing::error!(error = ?error, "the service failed"));
                answer::response(Err(error)).map(Body::from)
            }
        };
        response.extensions_mut().insert(Answered(id));
        response
    };
    router.layer(middleware::from_fn(around))
}

/// 404 to everything.
fn nowhere() -> Router {
    Router::new().fallback(|| async { not_found().map(Body::from) })
}
