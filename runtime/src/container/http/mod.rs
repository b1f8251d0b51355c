//! What the port answers: probes, calls, routes of functions, and a service's own.

mod call;
mod functions;
mod observe;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware;
use axum::routing::{get, post};
use axum::serve::ListenerExt as _;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use tokio::net::TcpListener;
use tower_service::Service as _;

use super::life::Phase;
use super::metrics::CONTENT_TYPE as OF_METRICS;
use super::running::Running;

/// Everything behind the probes, once the services have started.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<OnceLock<Router>>);

impl Gate {
    /// Lets requests through to this.
    pub fn open(&self, router: Router) {
        // It is opened once.
        let _ = self.0.set(router);
    }
}

/// What is answered from the first moment on: the probes. All else waits behind the gate.
pub fn outside(running: &Arc<Running>, gate: &Gate) -> Router {
    let (ready, gated, gate) = (Arc::clone(running), Arc::clone(running), gate.clone());
    let through = move |request: Request| {
        let (running, gate) = (Arc::clone(&gated), gate.clone());
        async move { pass(&running, &gate, request).await }
    };
    Router::new()
        .route("/livez", get(StatusCode::OK))
        .route("/readyz", get(move || async move { readiness(&ready) }))
        .fallback(through)
}

/// All that the deployment answers.
pub fn inside(running: &Arc<Running>, service: &Router) -> Router {
    let observed = Arc::clone(running);
    let calling = Arc::clone(running);
    let answered = functions::router(running, service);
    let call = move |id, request| call::answer(Arc::clone(&calling), id, request);
    let routes = Router::new().route("/_call/{id}", post(call)).fallback_service(answered);
    routes.layer(middleware::from_fn(move |request, next| observe::observe(Arc::clone(&observed), request, next)))
}

/// What Prometheus collects.
pub fn metrics(running: &Arc<Running>) -> Router {
    let running = Arc::clone(running);
    let collect = move || async move {
        const TYPE: HeaderValue = HeaderValue::from_static(OF_METRICS);
        ([(CONTENT_TYPE, TYPE)], running.metrics.text())
    };
    Router::new().route("/metrics", get(collect))
}

/// Answers until then, and finishes what it has begun.
///
/// # Errors
/// The listener is broken.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    until: impl Future<Output = ()> + Send + 'static,
) -> Result<(), String> {
    let listener = listener.tap_io(|connection| {
        // Without it a small answer waits for the next one; an error here is seen again when it is written.
        let _ = connection.set_nodelay(true);
    });
    let served = axum::serve(listener, router).with_graceful_shutdown(until).await;
    served.map_err(|error| format!("requests cannot be taken any more: {error}"))
}

async fn pass(running: &Running, gate: &Gate, request: Request) -> Response<Body> {
    let is_probe = running.deployment.services.iter().any(|(_, it)| it.health == Some(request.uri().path()));
    let Some(mut router) = gate.0.get().cloned().filter(|_| !is_probe || readiness(running) == StatusCode::OK) else {
        return unavailable();
    };
    router.call(request).await.unwrap_or_else(|never| match never {})
}

/// Whether it wants requests.
fn readiness(running: &Running) -> StatusCode {
    if running.life.phase() == Phase::Ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
}

fn unavailable() -> Response<Body> {
    let error = crate::Error::with_status(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
    crate::invoke::answer::response(Err(error)).map(Body::from)
}
