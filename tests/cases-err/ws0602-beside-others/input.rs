use watershed::prelude::*;

// What `send` sends to cannot be read, and it may be this one.
#[queue]
struct Charges(u32);

#[function(queue(Charges))]
async fn charge(Message(charge): Message<u32>) {}

#[function(schedule("rate(1 hour)"))]
async fn send(charges: Sender<Chargs>) {}

// No part that is broken has to do with buckets.
#[bucket]
struct Uploads;

#[function(bucket(Uploads))]
async fn read(upload: Object) {}

// Nobody can say which topic starts `tell`.
#[topic]
struct Charged(u32);

#[function(schedule("rate(1 hour)"))]
async fn publish(charged: Publisher<Charged>) {}

#[function(topic(batch = 10))]
async fn tell(Message(charge): Message<u32>, clicks: Stream<Clicks, can::Put>) {}

// `tell` writes to it, whatever starts it, and nobody takes it.
#[stream]
struct Clicks(u32);

// It may be external.
#[table(key = "id", stream, extrnal = "orders")]
struct Order {
    id: String,
}

#[function(table(Order))]
async fn forget(change: Change<Order>) {}

// One of two triggers is kept, so both are taken.
#[topic]
struct Returned(u32);

#[queue]
struct Returns(u32);

#[function(queue(Returns), topic(Returned))]
async fn note(Message(charge): Message<u32>, returned: Publisher<Returned>) {}
