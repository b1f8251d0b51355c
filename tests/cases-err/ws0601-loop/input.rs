use watershed::prelude::*;

#[bucket]
struct Receipts;

#[function(bucket(Receipts, prefix = "in/"))]
async fn shrink(receipt: Object, receipts: Bucket<Receipts, (can::Get, can::Put)>) -> Result<()> {
    smaller(receipt).await
}

#[queue]
struct Charges(u32);

#[topic]
struct Charged(u32);

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[function(queue(Charges))]
async fn charge(Message(charge): Message<u32>) -> PublishTo<Charged> {
    PublishTo(charge)
}

#[function(topic(Charged))]
async fn note(Message(charge): Message<u32>, orders: Writer<Order>) {}

#[function(table(Order, on = modify))]
async fn again(change: Change<Order>, charges: Sender<Charges>) {}

#[function(table(Order, on = remove), accept(WS0601, reason = "only when there is a child order, and there are three at most"))]
async fn forget(change: Change<Order>, orders: Table<Order, can::Delete>) {}

#[function(call)]
async fn walk(Input(depth): Input<u32>, next: Caller<walk>) -> Result<()> {
    deeper(depth).await
}
