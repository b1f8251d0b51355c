//! Two processors are two zips: a binary runs on one of them.

use watershed::prelude::*;

#[function(http(GET, "/", auth = none))]
async fn greet() -> String {
    "hello".to_owned()
}

#[function(call, arch = x86_64)]
async fn score(Input(text): Input<String>) -> Result<usize> {
    Ok(text.len())
}
