use watershed::prelude::*;

#[queue]
struct EuOrders(Order);

#[queue]
struct Orders(Order);

#[bucket]
struct FarFiles;

#[bucket]
struct Files;

#[queue]
struct EuFarOrders(Order);

#[function(queue(EuOrders))]
async fn eu_take(Message(order): Message<Order>) {}

#[function(queue(Orders))]
async fn take(Message(order): Message<Order>) {}

#[function(queue(EuFarOrders))]
async fn give(Message(order): Message<Order>) {}

#[function(call)]
async fn far_send(
    one: Sender<EuOrders>,
    two: Sender<Orders>,
    three: Sender<EuFarOrders>,
    four: Bucket<Files, can::Put>,
    five: Bucket<FarFiles, can::Put>,
) {
}

fn main() {
    watershed::run();
}
