//! What somebody writes with Watershed to greet whoever asks.

#[cfg(feature = "sdk")]
mod sdk;

#[cfg(not(feature = "sdk"))]
use watershed::prelude::*;

/// As a Lambda function.
#[cfg(not(any(feature = "container", feature = "sdk")))]
#[function(http(GET, "/hello/{name}", auth = none))]
async fn hello(Path(name): Path<String>) -> String {
    format!("Hello, {name}!\n")
}

/// In a container.
#[cfg(all(feature = "container", not(feature = "sdk")))]
#[function(http(GET, "/hello/{name}", auth = none), place = container)]
async fn hello(Path(name): Path<String>) -> String {
    format!("Hello, {name}!\n")
}

fn main() {
    watershed::run()
}
