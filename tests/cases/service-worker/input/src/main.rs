//! A worker that answers nobody.

use watershed::prelude::*;

#[bucket]
struct Ledgers;

#[service(worker, cpu = "100m", memory = "128MB", grace = "90s", env(MODE = "no"))]
async fn keep_ledger(ledgers: Bucket<Ledgers, can::Put>) -> Result<()> {
    forever(ledgers).await
}

fn main() {
    watershed::run();
}
