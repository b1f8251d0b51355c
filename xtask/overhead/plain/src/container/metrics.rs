//! What Prometheus collects: requests by route and status, how long they take, and how many there are now.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

const SECONDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    route: String,
    status: u16,
}

/// The metrics of the program.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    durations: Family<Labels, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
}

impl Metrics {
    /// Nothing has been counted.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("http");
        let requests = Family::default();
        let durations = Family::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> Histogram);
        let in_flight = Gauge::default();
        registry.register("requests", "Requests", requests.clone());
        registry.register("request_duration_seconds", "Time to answer a request", durations.clone());
        registry.register("requests_in_flight", "Requests that wait for an answer", in_flight.clone());
        Self { registry, requests, durations, in_flight }
    }

    /// All of it, as Prometheus reads it.
    pub fn response(&self) -> Response {
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("a text takes everything");
        ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response()
    }
}

/// Answers a request and counts it.
pub async fn observe(metrics: Arc<Metrics>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map(|it| it.as_str().to_owned()).unwrap_or_default();
    metrics.in_flight.inc();
    let response = next.run(request).await;
    metrics.in_flight.dec();
    let labels = Labels { route, status: response.status().as_u16() };
    metrics.requests.get_or_create(&labels).inc();
    metrics.durations.get_or_create(&labels).observe(begun.elapsed().as_secs_f64());
    response
}
