use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges))]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

#[function(queue(Charges))]
async fn audit(Message(charge): Message<Charge>) -> Result<()> {
    write_down(charge).await
}
