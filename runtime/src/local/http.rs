//! Everything on the one port: the routes of functions, function URLs, objects of signed URLs, services, the console.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request as Incoming, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use serde_json::{Map, Value};
use tower_service::Service as _;

use super::application::Application;
use super::auth::{self, Fallback};
use super::{console, ids, presigned};
use crate::backend::Later;
use crate::invoke::{Incoming as Brought, Outcome, Request};
use crate::registry::Trigger;
use crate::server::about::about;
use crate::server::{Answering, LARGEST_BODY, Route, Routes, every_path, router};
use crate::{Error, Result};

/// Below this path and a function's id is the function's own URL.
const URL: &str = "/_url";
/// Below this path and a service's id is the service.
const SERVICE: &str = "/_service";

/// Answers everything.
pub fn everything(application: &Arc<Application>, fallback: Fallback) -> Router {
    let answering: Arc<dyn Answering> = Arc::new(Answers { application: Arc::clone(application), fallback });
    let (mut routes, mut own) = (Routes::default(), Router::new());
    for (id, function) in &application.functions {
        match function.trigger {
            Trigger::Http { method, path, auth } => routes.add(method, path, auth, id, function),
            Trigger::Url { auth, .. } => {
                let route = Route { method: "ANY", auth, id, function, parameters: Vec::new() };
                own = own.nest_service(&format!("{URL}/{id}"), every_path(route, &answering));
            }
            Trigger::Queue { .. }
            | Trigger::Topic { .. }
            | Trigger::Schedule { .. }
            | Trigger::Table { .. }
            | Trigger::Bucket { .. }
            | Trigger::Event { .. }
            | Trigger::Stream { .. }
            | Trigger::Call => {}
        }
    }
    let own = own
        .route(&format!("{}/{{bucket}}/{{*key}}", presigned::PATH), any(object))
        .with_state(Arc::clone(application))
        .merge(console::router(application));
    let services = Arc::clone(application);
    let services = Router::new().fallback(move |request| service(Arc::clone(&services), request));
    router(routes, &answering, &services).merge(own)
}

struct Answers {
    application: Arc<Application>,
    fallback: Fallback,
}

impl Answering for Answers {
    fn admit(&self, route: &Route, head: &http::request::Parts) -> Result<Option<Map<String, Value>>> {
        auth::admit(route.auth, &self.fallback, &head.headers)
    }

    fn answer(&self, route: &Route, request: Request) -> Later<'_, Outcome> {
        let function = route.function;
        let mut about = about(route.id, &request.head.headers, Some(function.timeout));
        about.trace.get_or_insert_with(ids::trace);
        Box::pin(self.application.invoke_as(about, function, Brought::Request(Box::new(request))))
    }
}

/// What no function's route takes goes to the service with the longest path that fits. Services that share a path have
/// names of their own in the cloud; here each is below its id too.
async fn service(application: Arc<Application>, mut request: Incoming) -> Response {
    let path = request.uri().path().to_owned();
    let own = path
        .strip_prefix(SERVICE)
        .and_then(|rest| rest.strip_prefix('/'))
        .map(|rest| rest.split_once('/').unwrap_or((rest, "")));
    let router = {
        let routers = application.routers.lock();
        match own {
            Some((id, _)) => routers.get(id).map(|(_, router)| router.clone()),
            None => {
                let fitting = routers.values().rev().filter(|(prefix, _)| is_below(&path, prefix));
                fitting.max_by_key(|(prefix, _)| prefix.len()).map(|(_, router)| router.clone())
            }
        }
    };
    if let Some((_, rest)) = own {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        *request.uri_mut() = format!("/{rest}{query}").parse().unwrap_or_default();
    }
    match router {
        Some(mut router) => router.call(request).await.unwrap_or_else(|never| match never {}),
        None => refused(&Error::not_found("Not Found")),
    }
}

fn is_below(path: &str, prefix: &str) -> bool {
    let rest = path.strip_prefix(prefix.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The object of a signed URL.
async fn object(
    State(application): State<Arc<Application>>,
    Path((bucket, key)): Path<(String, String)>,
    request: Incoming,
) -> Response {
    let signature = request.uri().query().and_then(|query| query.strip_prefix("signature=")).unwrap_or_default();
    // Whoever may read an object may also ask whether it is there.
    let method = if request.method() == Method::HEAD { Method::GET } else { request.method().clone() };
    let is_allowed = application.presigned.allows(signature, &bucket, &key, &method);
    let Some(bucket) = application.buckets.get(bucket.as_str()).filter(|_| is_allowed) else {
        return refused(&Error::with_status(StatusCode::FORBIDDEN, "this URL is not signed for that, or not any more"));
    };
    if method == Method::GET {
        return match bucket.read(&key) {
            Ok(Some((content, content_type))) => {
                let content_type = content_type.unwrap_or_else(|| "binary/octet-stream".to_owned());
                ([(CONTENT_TYPE, content_type)], content).into_response()
            }
            Ok(None) => refused(&Error::not_found("there is no such object")),
            Err(error) => refused(&error),
        };
    }
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).map(str::to_owned);
    let Ok(content) = to_bytes(request.into_body(), LARGEST_BODY).await else {
        return refused(&Error::with_status(StatusCode::PAYLOAD_TOO_LARGE, "the object is larger than 10 MB"));
    };
    match bucket.write(&key, content, content_type) {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => refused(&error),
    }
}

/// An error as JSON.
pub fn refused(error: &Error) -> Response {
    let body = serde_json::json!({ "message": error.to_string() }).to_string();
    (error.status(), [(CONTENT_TYPE, "application/json")], Body::from(body)).into_response()
}
