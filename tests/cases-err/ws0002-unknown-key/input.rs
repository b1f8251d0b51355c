use watershed::prelude::*;

#[queue(retires = 5)]
struct Charges(Charge);

#[function(queue(Charges, windw = "2s"), memroy = "512MB")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

#[function(call, provisioned_concurrency = 5, reserved_concurrency = 10)]
async fn ready() {}

#[function(queue(Charges, batch_size = 5), mem = "256MB", retry = 2, race = 3)]
async fn named_as_elsewhere(Message(charge): Message<Charge>) -> Result<()> {
    work().await
}

#[function(http(method = GET, path = "/users", auth = none))]
async fn users() -> Result<()> {
    work().await
}
