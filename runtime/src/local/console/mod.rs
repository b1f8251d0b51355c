//! The console: a page for a person, and its data for programs.

use std::sync::Arc;

use axum::Router;

use super::application::Application;

/// Where the page is.
pub const PATH: &str = "/_watershed";

/// Page and data.
pub fn router(_application: &Arc<Application>) -> Router {
    Router::new()
}
