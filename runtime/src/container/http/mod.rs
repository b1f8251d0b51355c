//! What the port answers: probes, calls, routes of functions, and a service's own.

mod call;
mod functions;
mod listen;
mod observe;

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{Either, Full};
use hyper::body::Incoming;

pub use functions::Functions;
pub use listen::serve;

use super::life::Phase;
use super::metrics::CONTENT_TYPE as OF_METRICS;
use super::running::Running;
use crate::invoke::answer;
use crate::server::Site;

/// An answer of a function, which is whole, or one of a service.
type Answer = Response<Either<Full<Bytes>, Body>>;

/// A port, and what it answers.
#[derive(Clone)]
pub enum Port {
    /// The probes from the first moment on, and all else once the services have started.
    Main(Arc<Front>),
    /// What Prometheus collects.
    Metrics(Arc<Running>),
}

/// The main port.
pub struct Front {
    running: Arc<Running>,
    /// Everything behind the probes, once the services have started.
    inside: OnceLock<Inside>,
}

/// Everything behind the probes.
pub struct Inside {
    /// The functions.
    pub functions: Functions,
    /// The service, where there is one.
    pub site: Option<Site>,
}

impl Port {
    async fn answer(&self, request: Request<Incoming>) -> Answer {
        let path = request.uri().path();
        match self {
            Self::Main(_) if path == "/livez" => probe(&request, StatusCode::OK),
            Self::Main(front) if path == "/readyz" => probe(&request, readiness(&front.running)),
            Self::Main(front) => front.answer(request).await,
            Self::Metrics(running) if path == "/metrics" && *request.method() == Method::GET => metrics(running),
            Self::Metrics(_) => whole(crate::server::not_found()),
        }
    }
}

impl Front {
    /// Nothing is behind the probes yet.
    pub fn new(running: Arc<Running>) -> Arc<Self> {
        Arc::new(Self { running, inside: OnceLock::new() })
    }

    /// Lets requests through to this.
    pub fn open(&self, inside: Inside) {
        // It is opened once.
        let _ = self.inside.set(inside);
    }

    async fn answer(&self, request: Request<Incoming>) -> Answer {
        let mut services = self.running.deployment.services.iter();
        let is_probe = services.any(|(_, it)| it.health == Some(request.uri().path()));
        match self.inside.get().filter(|_| !is_probe || readiness(&self.running) == StatusCode::OK) {
            Some(inside) => observe::observe(&self.running, inside, request).await,
            None => whole(answer::with_message(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable")),
        }
    }
}

fn whole(response: crate::Response) -> Answer {
    response.map(|body| Either::Left(Full::new(body)))
}

fn probe(request: &Request<Incoming>, status: StatusCode) -> Answer {
    let mut response = crate::Response::default();
    *response.status_mut() = status;
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return not_allowed("GET,HEAD");
    }
    whole(response)
}

/// There is such a path, and not for this method.
fn not_allowed(allowed: &'static str) -> Answer {
    let mut response = crate::Response::default();
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    whole(response)
}

fn metrics(running: &Running) -> Answer {
    let mut response = crate::Response::new(running.metrics.text().into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(OF_METRICS));
    whole(response)
}

/// Whether it wants requests.
fn readiness(running: &Running) -> StatusCode {
    if running.life.phase() == Phase::Ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
}
