use watershed::prelude::*;

#[topic]
struct Paid(Order);

#[function(topic(Paid, filter()))]
async fn all(Message(order): Message<Order>) -> Result<()> {
    report(order).await
}

#[function(call)]
async fn pay(Input(order): Input<Order>, paid: Publisher<Paid>) -> Result<()> {
    paid.publish(&order).await
}
