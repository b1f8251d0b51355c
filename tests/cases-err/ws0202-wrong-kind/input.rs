use watershed::prelude::*;

#[topic]
struct OrderPaid(Paid);

struct Basket;

#[function(queue(OrderPaid))]
async fn charge(Message(paid): Message<Paid>, basket: Reader<Basket>) -> Result<()> {
    pay(paid, basket).await
}

#[function(schedule("rate(1 hour)"))]
async fn again(Tick(_): Tick, charges: Caller<charge>) -> Result<()> {
    charges.call(&()).await
}
