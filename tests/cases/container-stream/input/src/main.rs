//! Records of a stream, read by a deployment.

use watershed::prelude::*;

#[stream(shards = 2)]
struct Clicks(Click);

#[function(stream(Clicks, batch = 200, from = oldest), place = container)]
async fn count(Record(click): Record<Click>) -> Result<()> {
    add(click).await
}

fn main() {
    watershed::run();
}
