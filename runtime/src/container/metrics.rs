//! What Prometheus collects.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// The type of the text (OpenMetrics 1.0).
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds: from what a cache answers to the longest that a consumer may take in a deployment.
const SECONDS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfFunction {
    function: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfStatus {
    function: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfOutcome {
    function: &'static str,
    outcome: &'static str,
}

type Durations = Family<OfFunction, Histogram, fn() -> Histogram>;

/// What the program counts.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<OfStatus, Counter>,
    request_durations: Durations,
    requests_in_flight: Gauge,
    messages: Family<OfOutcome, Counter>,
    message_durations: Durations,
    messages_in_flight: Family<OfFunction, Gauge>,
}

/// What became of a message, a record, an object, an event or a call that nobody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was handled.
    Handled,
    /// It failed, and comes again or goes to the dead-letter queue.
    Failed,
}

/// Something in flight, until it is dropped.
#[derive(Debug)]
pub struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    /// Nothing has been counted.
    pub fn new() -> Self {
        let durations = || Durations::new_with_constructor(|| Histogram::new(SECONDS));
        let mut metrics = Self {
            registry: Registry::with_prefix("watershed"),
            requests: Family::default(),
            request_durations: durations(),
            requests_in_flight: Gauge::default(),
            messages: Family::default(),
            message_durations: durations(),
            messages_in_flight: Family::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("requests", "Requests and calls, by who answered and how", metrics.requests.clone());
        let help = "Time to answer a request or call";
        registry.register("request_duration_seconds", help, metrics.request_durations.clone());
        registry.register("requests_in_flight", "Requests that wait for an answer", metrics.requests_in_flight.clone());
        let help = "Messages, records, objects, events and calls that nobody waits for, by what became of them";
        registry.register("messages", help, metrics.messages.clone());
        let help = "Time to handle a message";
        registry.register("message_duration_seconds", help, metrics.message_durations.clone());
        registry.register("messages_in_flight", "Messages being handled", metrics.messages_in_flight.clone());
        metrics
    }

    /// A request has been answered.
    pub fn answered(&self, function: &'static str, status: u16, after: Duration) {
        self.requests.get_or_create(&OfStatus { function, status }).inc();
        self.request_durations.get_or_create(&OfFunction { function }).observe(after.as_secs_f64());
    }

    /// A request waits for its answer.
    pub fn requested(&self) -> InFlight {
        begin(&self.requests_in_flight)
    }

    /// A message has met its fate.
    pub fn handled(&self, function: &'static str, fate: Fate, after: Duration) {
        let outcome = match fate {
            Fate::Handled => "handled",
            Fate::Failed => "failed",
        };
        self.messages.get_or_create(&OfOutcome { function, outcome }).inc();
        self.message_durations.get_or_create(&OfFunction { function }).observe(after.as_secs_f64());
    }

    /// A message is being handled.
    pub fn received(&self, function: &'static str) -> InFlight {
        begin(&self.messages_in_flight.get_or_create(&OfFunction { function }))
    }

    /// All of it, as Prometheus reads it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

fn begin(gauge: &Gauge) -> InFlight {
    gauge.inc();
    InFlight(gauge.clone())
}

#[cfg(test)]
mod tests {
    use super::{Duration, Fate, Metrics};

    #[test]
    fn counts_are_written_with_their_labels() {
        let metrics = Metrics::new();
        metrics.answered("get-order", 404, Duration::from_millis(20));
        metrics.handled("charge", Fate::Failed, Duration::from_secs(2));
        let waiting = metrics.requested();
        let text = metrics.text();
        for line in [
            "watershed_requests_total{function=\"get-order\",status=\"404\"} 1",
            "watershed_request_duration_seconds_bucket{le=\"0.025\",function=\"get-order\"} 1",
            "watershed_messages_total{function=\"charge\",outcome=\"failed\"} 1",
            "watershed_requests_in_flight 1",
        ] {
            assert!(text.lines().any(|it| it == line), "{line} is not in {text}");
        }
        drop(waiting);
        assert!(metrics.text().contains("watershed_requests_in_flight 0\n"));
    }
}
