//! On a port, until SIGTERM, with nothing around it: what axum itself takes.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use tokio::signal::unix::{SignalKind, signal};

async fn hello(Path(name): Path<String>) -> String {
    format!("Hello, {name}!\n")
}

/// Serves until it is told to stop.
pub async fn run() {
    let app = Router::new()
        .route("/hello/{name}", get(hello))
        .route("/livez", get(async || ""))
        .route("/readyz", get(async || ""));
    let port = std::env::var("WATERSHED_PORT").expect("there is a port");
    let listener = tokio::net::TcpListener::bind(format!("0.0.0.0:{port}")).await.expect("the port is free");
    let mut stop = signal(SignalKind::terminate()).expect("signals can be heard");
    let stopped = async move {
        stop.recv().await;
    };
    axum::serve(listener, app).with_graceful_shutdown(stopped).await.expect("it serves");
}
