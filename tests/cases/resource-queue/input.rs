//! Queues: with retries and a delay, strictly ordered, and one of another team.

use watershed::prelude::*;

#[queue(retries = 3, retention = "2d", delay = "5s", tags(team = "payments"))]
struct Charges(Charge);

#[queue(fifo)]
struct Ledger(Entry);

#[queue(external = "warehouse-parcels")]
struct Parcels(Parcel);

#[function(call)]
async fn settle(
    Input(order): Input<Order>,
    charges: Sender<Charges>,
    ledger: Sender<Ledger>,
    parcels: Sender<Parcels>,
) -> Result<()> {
    send_all(order, charges, ledger, parcels).await
}

fn main() {
    watershed::run();
}
