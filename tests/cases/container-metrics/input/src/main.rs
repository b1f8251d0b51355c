//! Containers whose metrics Prometheus collects: one that is visited, one that nobody visits and that listens where
//! metrics are elsewhere, and a job, which is gone too soon.

use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(http(GET, "/orders/{id}"), place = container)]
async fn show_order(Path(id): Path<String>) -> Result<Json<Order>> {
    find(id).await
}

#[function(queue(Charges), place = container, group = "payments")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

#[service(http(port = 9464, path = "/pay"), group = "payments")]
async fn payments() -> Result<Router> {
    pages().await
}

#[function(schedule("rate(1 hour)"), place = container)]
async fn sweep(Tick(now): Tick) -> Result<()> {
    clean(now).await
}

fn main() {
    watershed::run();
}
