use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges), schedule("rate(1 hour)"))]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}
