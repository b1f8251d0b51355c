//! The deployment `web`: functions behind HTTP.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::sleep;
use watershed::prelude::*;

/// What a customer orders.
#[derive(Debug, Serialize, Deserialize)]
pub struct Order {
    id: String,
    cents: u64,
}

/// Whether the function that nobody waited for came to its end.
static WAS_FINISHED: AtomicBool = AtomicBool::new(false);

#[function(http(GET, "/orders/{id}", auth = none), place = container, group = "web")]
async fn get_order(Path(id): Path<String>) -> Json<Order> {
    Json(Order { id, cents: 5 })
}

#[function(http(POST, "/orders", auth = none), place = container, group = "web")]
async fn place_order(Json(order): Json<Order>) -> (StatusCode, Json<Order>) {
    (StatusCode::CREATED, Json(order))
}

#[function(http(GET, "/fails", auth = none), place = container, group = "web")]
async fn fails() -> Result<String> {
    Err(Error::new("the password is tea"))
}

#[function(http(GET, "/panics", auth = none), place = container, group = "web")]
async fn panics() -> String {
    panic!("the password is coffee")
}

#[function(http(GET, "/slow", auth = none), place = container, group = "web", timeout = "30s")]
async fn slow() -> String {
    sleep(Duration::from_secs(20)).await;
    "at last".to_owned()
}

#[function(http(GET, "/waits/{milliseconds}", auth = none), place = container, group = "web", timeout = "10s")]
async fn waits(Path(milliseconds): Path<u64>) -> String {
    sleep(Duration::from_millis(milliseconds)).await;
    WAS_FINISHED.store(true, Ordering::Relaxed);
    milliseconds.to_string()
}

#[function(http(GET, "/finished", auth = none), place = container, group = "web")]
async fn finished() -> Json<bool> {
    Json(WAS_FINISHED.load(Ordering::Relaxed))
}

#[function(http(GET, "/me", auth = iam), place = container, group = "web")]
async fn guarded() -> String {
    "come in".to_owned()
}

#[function(url(auth = none), place = container)]
async fn hook(Body(body): Body) -> Body {
    Body(body)
}
