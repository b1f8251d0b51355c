//! The console: a page for a person, and its data for programs. It is there on the laptop only, and only for it.

mod api;
mod data;
mod guard;
mod page;
mod parts;

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};

use super::application::Application;

/// Where the page is.
pub const PATH: &str = "/_watershed";

/// Page and data.
pub fn router(application: &Arc<Application>) -> Router {
    let at = |path: &str| format!("{PATH}{path}");
    Router::new()
        .route(PATH, get(page::page))
        .route(&at("/live"), get(page::live))
        .route(&at("/style.css"), get(page::style))
        .route(&at("/script.js"), get(page::script))
        .route(&at("/api/state"), get(api::state))
        .route(&at("/api/functions/{id}/invoke"), post(api::invoke))
        .route(&at("/api/functions/{id}/redrive"), post(api::redrive_function))
        .route(&at("/api/queues/{id}/redrive"), post(api::redrive_queue))
        .route(&at("/api/queues/{id}/send"), post(api::send))
        .route(&at("/api/topics/{id}/publish"), post(api::publish))
        .route(&at("/api/buckets/{id}/put"), post(api::put))
        .layer(middleware::from_fn(guard::from_here))
        .with_state(Arc::clone(application))
}
