//! On a port, as somebody runs it in production by hand: a log in JSON, an id for each request, a timeout, a limit of
//! the body, panics that end one request, metrics, probes, and an end that drops no request.

mod identity;
mod metrics;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
#[cfg(feature = "sdk")]
use axum::extract::State;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tower::ServiceBuilder;
use tower_http::ServiceBuilderExt as _;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tracing::{Level, Span};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

#[cfg(feature = "sdk")]
use crate::sdk::Clients;
use metrics::Metrics;

/// What handlers share.
#[cfg(not(feature = "sdk"))]
type Clients = ();

const LARGEST_BODY: usize = 10 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long requests still come in after the signal.
const STRAGGLERS: Duration = Duration::from_secs(5);

#[cfg(not(feature = "sdk"))]
async fn hello(Path(name): Path<String>) -> String {
    format!("Hello, {name}!\n")
}

#[cfg(feature = "sdk")]
async fn hello(State(clients): State<Clients>, Path(name): Path<String>) -> Result<String, StatusCode> {
    clients.greet(name).await.map_err(|error| {
        tracing::error!(%error, "nobody is greeted");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

/// Serves until it is told to stop.
pub async fn run() {
    log();
    let (metrics, is_stopping) = (Arc::new(Metrics::new()), Arc::new(AtomicBool::new(false)));
    let listener = listen("WATERSHED_PORT").await.expect("there is a port");
    if let Some(listener) = listen("WATERSHED_METRICS_PORT").await {
        let metrics = Arc::clone(&metrics);
        let app = Router::new().route("/metrics", get(async move || metrics.response()));
        tokio::spawn(async move { axum::serve(listener, app).await.expect("it serves") });
    }
    let app = app(&metrics, &is_stopping);
    #[cfg(feature = "sdk")]
    let app = app.with_state(Clients::new().await);
    tracing::info!("ready");
    axum::serve(listener, app).with_graceful_shutdown(stopped(is_stopping)).await.expect("it serves");
}

fn app(metrics: &Arc<Metrics>, is_stopping: &Arc<AtomicBool>) -> Router<Clients> {
    let (metrics, is_stopping) = (Arc::clone(metrics), Arc::clone(is_stopping));
    let around = ServiceBuilder::new()
        .layer(middleware::from_fn(identity::identify))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(middleware::from_fn(move |request, next| metrics::observe(Arc::clone(&metrics), request, next)))
        .catch_panic()
        .request_body_limit(LARGEST_BODY);
    let timeout = TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, TIMEOUT);
    let readiness = async move || match is_stopping.load(Ordering::Relaxed) {
        true => StatusCode::SERVICE_UNAVAILABLE,
        false => StatusCode::OK,
    };
    Router::new()
        .route("/hello/{name}", get(hello))
        .layer(around.layer(timeout))
        .route("/livez", get(StatusCode::OK))
        .route("/readyz", get(readiness))
}

fn log() {
    let filter = std::env::var("RUST_LOG").ok().and_then(|it| it.parse().ok());
    let filter = filter.unwrap_or_else(|| Targets::new().with_default(Level::INFO));
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_current_span(false);
    tracing_subscriber::registry().with(lines.with_filter(filter)).init();
}

/// What every line of the log says about its request.
fn span(request: &Request) -> Span {
    let header = |name| request.headers().get(name).and_then(|it| it.to_str().ok());
    tracing::info_span!(
        "request",
        method = %request.method(),
        path = request.uri().path(),
        request_id = header("x-request-id"),
        trace_id = header("traceparent"),
    )
}

async fn listen(variable: &str) -> Option<TcpListener> {
    let port = std::env::var(variable).ok()?;
    Some(TcpListener::bind(format!("0.0.0.0:{port}")).await.expect("the port is free"))
}

async fn stopped(is_stopping: Arc<AtomicBool>) {
    let mut stop = signal(SignalKind::terminate()).expect("signals can be heard");
    stop.recv().await;
    is_stopping.store(true, Ordering::Relaxed);
    tracing::info!("told to stop");
    tokio::time::sleep(STRAGGLERS).await;
}
