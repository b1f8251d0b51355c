//! URLs of the functions' own: one for signed requests, with a response that streams, one for everybody.

use watershed::prelude::*;

#[function(url(auth = iam, streaming), timeout = "5m")]
async fn export() -> Result<String> {
    everything().await
}

#[function(url(auth = none))]
async fn status() -> Result<String> {
    Ok("fine".to_owned())
}

fn main() {
    watershed::run();
}
