//! Records of a stream, four batches of each shard at once.

use watershed::prelude::*;

#[stream(shards = 2)]
struct Clicks(Click);

#[function(stream(Clicks, batch = 200, parallel = 4, from = latest), memory = "1GB")]
async fn count(Record(click): Record<Click>) -> Result<()> {
    add(click).await
}

fn main() {
    watershed::run();
}
