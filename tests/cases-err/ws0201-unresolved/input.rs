use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Chargse))]
async fn charge(Message(charge): Message<Charge>, orders: Reader<Order>) -> Result<()> {
    pay(charge, orders).await
}

#[function(call)]
async fn quote(score: Caller<risk::score>) -> Result<()> {
    score.call().await
}
