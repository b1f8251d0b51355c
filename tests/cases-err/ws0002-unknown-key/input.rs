use watershed::prelude::*;

#[queue(retires = 5)]
struct Charges(Charge);

#[function(queue(Charges, windw = "2s"), memroy = "512MB")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

#[function(call, provisioned_concurrency = 5, reserved_concurrency = 10)]
async fn ready() {}
