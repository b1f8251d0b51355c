use watershed::prelude::*;

#[queue(retires = 5)]
struct Charges(Charge);

#[function(queue(Charges, windw = "2s"), memroy = "512MB")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}
