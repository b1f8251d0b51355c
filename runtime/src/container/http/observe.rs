//! Around every request: its id, what is counted, and a connection that ends when the program does.

use std::time::Instant;

use http::Request;
use http::header::{CONNECTION, HeaderValue};
use http_body_util::Either;
use hyper::body::Incoming;

use super::{Answer, Inside, call, not_allowed, whole};
use crate::container::life::Phase;
use crate::container::running::Running;
use crate::invoke::answer;
use crate::server::about::{REQUEST_ID, named};
use crate::server::{Answered, handle, not_found};

/// Answers a request and counts it.
pub async fn observe(running: &Running, inside: &Inside, mut request: Request<Incoming>) -> Answer {
    running.life.requested();
    let (begun, _waiting) = (Instant::now(), running.metrics.requested());
    // What answers finds the id among the headers, and so does the caller.
    let id = named(request.headers_mut());
    let (function, mut response) = inside.answer(running, request).await;
    if let Some(function) = function {
        running.metrics.answered(function, response.status().as_u16(), begun.elapsed());
    }
    response.headers_mut().insert(REQUEST_ID, id);
    if running.life.phase() == Phase::Stopping {
        const CLOSE: HeaderValue = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, CLOSE);
    }
    response
}

impl Inside {
    /// The answer, and whose it is.
    async fn answer(&self, running: &Running, mut request: Request<Incoming>) -> (Option<&'static str>, Answer) {
        if let Some(id) = request.uri().path().strip_prefix("/_call/") {
            let Some(member) = call::called(running, id) else { return (None, whole(call::nobody(id))) };
            if *request.method() != http::Method::POST {
                return (None, not_allowed("POST"));
            }
            return (Some(member.id), whole(call::answer(&self.functions.running, member, request).await));
        }
        match self.functions.table.find(&mut request) {
            Ok(Some(found)) => (Some(found.route.id), whole(handle(&self.functions, found, request).await)),
            Err(error) => (None, whole(answer::response(Err(error)))),
            Ok(None) => {
                let Some(site) = &self.site else { return (None, whole(not_found())) };
                let response = site.answer(request.map(axum::body::Body::new)).await;
                let function = response.extensions().get().map(|Answered(function)| *function);
                (function, response.map(Either::Right))
            }
        }
    }
}
