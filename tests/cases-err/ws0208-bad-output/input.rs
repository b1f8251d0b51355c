use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges))]
async fn charge(Message(charge): Message<Charge>) -> Result<Receipt> {
    pay(charge).await
}
