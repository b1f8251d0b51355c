//! Around every request: its id, what is counted, and a connection that ends when the program does.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use http::Response;
use http::header::{CONNECTION, HeaderValue};

use crate::container::life::Phase;
use crate::container::running::Running;
use crate::server::Answered;
use crate::server::about::{REQUEST_ID, about};

/// Answers a request and counts it.
pub async fn observe(running: Arc<Running>, mut request: Request, next: Next) -> Response<Body> {
    running.life.requested();
    let (begun, _waiting) = (Instant::now(), running.metrics.requested());
    // What answers finds the id among the headers, and so does the caller.
    let id = HeaderValue::from_str(&about("", request.headers(), None).request_id).ok();
    if let Some(id) = &id {
        request.headers_mut().insert(REQUEST_ID, id.clone());
    }
    let mut response = next.run(request).await;
    if let Some(Answered(function)) = response.extensions().get() {
        running.metrics.answered(function, response.status().as_u16(), begun.elapsed());
    }
    response.headers_mut().extend(id.map(|id| (REQUEST_ID, id)));
    if running.life.phase() == Phase::Stopping {
        const CLOSE: HeaderValue = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, CLOSE);
    }
    response
}
