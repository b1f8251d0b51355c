//! A URL of the function's own, for signed requests, with a response that streams.

use watershed::prelude::*;

#[function(url(auth = iam, streaming), timeout = "5m")]
async fn export() -> Result<String> {
    everything().await
}

fn main() {
    watershed::run();
}
