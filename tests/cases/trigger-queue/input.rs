//! Messages in batches: at most 20 batches at once, and what fails five times goes to the dead-letter queue.

use watershed::prelude::*;

#[queue]
struct Charges(Charge);

/// Asks the payment provider for money.
#[function(queue(Charges, batch = 100, window = "2s", concurrency = 20), timeout = "30s")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

fn main() {
    watershed::run();
}
