//! Deployments of services: `pages` beside a function, `ill` with a probe of its own, and workers.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::time::sleep;
use watershed::prelude::*;

#[service(http(path = "/shop"), group = "pages")]
async fn pages() -> Router {
    Router::new().route("/", get("welcome")).route("/tea", get("green")).route("/panics", get(spills))
}

async fn spills() -> &'static str {
    panic!("the password is milk")
}

#[function(http(POST, "/shop/orders", auth = none), place = container, group = "pages")]
async fn order_page() -> String {
    "ordered".to_owned()
}

/// It takes a moment to start, and says itself how it is.
#[service(http(port = 8080), health = "/health")]
async fn ill() -> Router {
    sleep(Duration::from_secs(1)).await;
    Router::new().route("/", get("hello")).route("/health", get(StatusCode::IM_A_TEAPOT))
}

#[service(worker)]
async fn ends() {
    sleep(Duration::from_millis(100)).await;
}

#[service(worker)]
async fn stumbles() -> Result<()> {
    Err(Error::new("there is nothing to do"))
}

#[service(worker)]
async fn panicky() {
    panic!("there is too much to do")
}

/// Goes on until it is told to stop, and ends what it has begun.
#[service(worker, group = "heedful")]
async fn heedful() {
    watershed::stopping().await;
    sleep(Duration::from_millis(300)).await;
    println!("{{\"message\":\"everything is put away\"}}");
}

/// Never ends by itself.
#[service(worker, group = "endless")]
async fn endless() {
    std::future::pending::<()>().await;
}
