use watershed::prelude::*;

#[topic]
struct OrderPaid(Paid);

struct Basket;

#[function(queue(OrderPaid))]
async fn charge(Message(paid): Message<Paid>, basket: Reader<Basket>) -> Result<()> {
    pay(paid, basket).await
}
