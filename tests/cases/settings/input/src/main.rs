//! One source, two environments: a small one, and one whose data is protected.

use watershed::prelude::*;

#[table(key = "id")]
struct Order {
    id: String,
}

#[queue]
struct Charges(Charge);

#[bucket]
struct Receipts;

/// Shows "orders" of ${whoever} asks.
#[function(http(GET, "/orders"), vpc, env(MODE = "fast", GREETING = "${hi} %{x} \"quoted\""))]
async fn orders(orders: Reader<Order>, charges: Sender<Charges>) -> Result<Json<Vec<Order>>> {
    list(orders, charges).await
}

#[function(queue(Charges))]
async fn charge(Message(charge): Message<Charge>, receipts: Bucket<Receipts, can::Put>) -> Result<()> {
    pay(charge, receipts).await
}

fn main() {
    watershed::run();
}
