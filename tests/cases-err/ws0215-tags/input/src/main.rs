//! One deployment has one role and one workload: each tag has one value there.

use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[function(http(POST, "/orders", auth = none), place = container, group = "orders", tags(team = "orders", tier = "1"))]
async fn place_order(charges: Sender<Charges>) -> String {
    body()
}

#[function(queue(Charges), place = container, group = "orders", tags(team = "payments", tier = "1"))]
async fn charge(Message(amount): Message<u32>) -> Result<()> {
    work(amount).await
}

#[service(worker, group = "orders", tags(Tier = "1"))]
async fn keep_ledger() -> Result<()> {
    forever().await
}

fn main() {
    watershed::run();
}
