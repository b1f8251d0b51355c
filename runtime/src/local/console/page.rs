//! The page. It is whole without its script, which sends what a person writes and keeps the page current.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use http::header::CONTENT_TYPE;

use super::parts;
use crate::local::application::Application;
use crate::local::escape::html;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The whole page.
pub async fn page(State(application): State<Arc<Application>>) -> Html<String> {
    let address = application.address.get().map(String::as_str).unwrap_or_default();
    let page = PAGE.replace("{address}", &html(address)).replace("{targets}", &parts::targets(&application));
    Html(page.replace("{live}", &parts::live(&application)))
}

/// The part of the page that changes.
pub async fn live(State(application): State<Arc<Application>>) -> Html<String> {
    Html(parts::live(&application))
}

/// The page's style.
pub async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

/// The page's script.
pub async fn script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response()
}
