//! Everything on the one port: the routes of functions, function URLs, objects of signed URLs, services, the console.

use std::sync::Arc;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Path, Request as Incoming, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::application::Application;
use super::auth::{self, Fallback};
use super::{console, ids, presigned};
use crate::invoke::answer::with_message;
use crate::invoke::{Incoming as Brought, Outcome, Request};
use crate::registry::Trigger;
use crate::server::about::about;
use crate::server::{Answering, LARGEST_BODY, Route, Routes, Table, handle, not_found, to_axum};
use crate::{Error, Result};

/// Below this path and a function's id is the function's own URL.
const URL: &str = "/_url";
/// Below this path and a service's id is the service.
const SERVICE: &str = "/_service";

/// Answers everything.
///
/// # Errors
/// Nobody could tell two routes apart.
pub fn everything(application: &Arc<Application>, fallback: Fallback) -> Result<Router> {
    let mut routes = Routes::default();
    for (id, function) in &application.functions {
        match function.trigger {
            Trigger::Http { method, path, auth } => routes.add(method, path, auth, id, function),
            Trigger::Url { auth, .. } => routes.add_url(format!("{URL}/{id}"), auth, id, function),
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
    let answers = Answers { application: Arc::clone(application), fallback, table: routes.into_table()? };
    let answers = Arc::new(answers);
    let own = Router::new()
        .route(&format!("{}/{{bucket}}/{{*key}}", presigned::PATH), any(object))
        .with_state(Arc::clone(application))
        .merge(console::router(application));
    Ok(own.fallback(async move |request| answer(&answers, request).await))
}

/// The function of a route, or a service.
async fn answer(answers: &Answers, mut request: Incoming) -> Response {
    match answers.table.find(&mut request) {
        Ok(Some(found)) => to_axum(handle(answers, found, request).await),
        Ok(None) => service(&answers.application, request).await,
        Err(error) => refused(&error),
    }
}

struct Answers {
    application: Arc<Application>,
    fallback: Fallback,
    table: Table,
}

impl Answering for Answers {
    fn admit(&self, route: &Route, head: &http::request::Parts) -> Result<Option<Map<String, Value>>> {
        auth::admit(route.auth, &self.fallback, &head.headers)
    }

    async fn answer(&self, route: &Route, request: Request) -> Result<Outcome> {
        let function = route.function;
        let mut about = about(route.id, &request.head.headers, Some(function.timeout));
        about.trace = about.trace.or(ids::trace());
        self.application.invoke_as(about, function, Brought::Request(Box::new(request))).await
    }
}

/// What no function's route takes goes to the service with the longest path that fits. Services that share a path have
/// names of their own in the cloud; here each is below its id too.
async fn service(application: &Application, mut request: Incoming) -> Response {
    let path = request.uri().path().to_owned();
    let own = path
        .strip_prefix(SERVICE)
        .and_then(|rest| rest.strip_prefix('/'))
        .map(|rest| rest.split_once('/').unwrap_or((rest, "")));
    let site = {
        let sites = application.sites.lock();
        match own {
            Some((id, _)) => sites.get(id).map(|(_, site)| site.clone()),
            None => {
                let fitting = sites.values().rev().filter(|(prefix, _)| is_below(&path, prefix));
                fitting.max_by_key(|(prefix, _)| prefix.len()).map(|(_, site)| site.clone())
            }
        }
    };
    if let Some((_, rest)) = own {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        *request.uri_mut() = format!("/{rest}{query}").parse().unwrap_or_default();
    }
    match site {
        Some(site) => site.answer(request).await,
        None => to_axum(not_found()),
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
    to_axum(with_message(error.status(), &error.to_string()))
}
