use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges, windw = "2s"), memroy = "512MB")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

fn main() {
    watershed::run();
}
