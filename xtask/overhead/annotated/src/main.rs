//! What somebody writes with Watershed to greet whoever asks.

use watershed::prelude::*;

/// As a Lambda function.
#[cfg(not(feature = "container"))]
#[function(http(GET, "/hello/{name}", auth = none))]
async fn hello(Path(name): Path<String>) -> String {
    format!("Hello, {name}!\n")
}

/// In a container.
#[cfg(feature = "container")]
#[function(http(GET, "/hello/{name}", auth = none), place = container)]
async fn hello(Path(name): Path<String>) -> String {
    format!("Hello, {name}!\n")
}

fn main() {
    watershed::run()
}
