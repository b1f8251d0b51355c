use watershed::prelude::*;

#[queue(accept(WS0607, reason = "its settings are those of prod"))]
struct Orders(Order);

#[queue]
struct Returns(Order);

#[bucket(accept(WS0221, reason = "nobody else listens"))]
struct Labels;

#[function(queue(Orders))]
async fn store(message: Message<Order>) {}

#[function(queue(Returns))]
async fn take_back(message: Message<Order>) {}

#[function(bucket(Labels))]
async fn print(label: Object<Labels>) {}

fn main() {
    watershed::run();
}
