use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[function(queue(Charges))]
async fn charge(Message(charge): Message<u32>) {}

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[function(table(Order, on = remove))]
async fn forget(change: Change<Order>) {}

#[bucket]
struct Uploads;

#[function(bucket(Uploads), accept(WS0602, reason = "our partners upload"))]
async fn read(upload: Object, orders: Table<Order, can::Put>) {}
