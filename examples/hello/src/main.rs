//! One function that greets.

use watershed::prelude::*;

/// Greets whoever asks.
#[function(http(GET, "/hello/{name}", auth = none))]
async fn hello(Path(name): Path<String>) -> String {
    format!("Hello, {name}!\n")
}

fn main() {
    watershed::run()
}
