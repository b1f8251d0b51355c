use watershed::prelude::*;

#[queue(retention = "10m")]
struct Charges(u32);

#[function(queue(Charges), timeout = "60s")]
async fn charge(Message(charge): Message<u32>) {}

#[queue(retention = "14d")]
struct Refunds(u32);

#[function(queue(Refunds))]
async fn refund(Message(refund): Message<u32>) {}

#[topic]
struct Paid(u32);

#[function(topic(Paid), retries = 999, timeout = "1m")]
async fn note(Message(paid): Message<u32>) {}

#[function(call)]
async fn decide(Input(order): Input<u32>, charges: Sender<Charges>, refunds: Sender<Refunds>, paid: Publisher<Paid>) -> Result<()> {
    judge(order).await
}

#[table(key = "id", stream)]
struct Item {
    id: String,
}

#[function(table(Item), retries = 10000, timeout = "15m")]
async fn copy(change: Change<Item>) -> Result<()> {
    copied(change).await
}
