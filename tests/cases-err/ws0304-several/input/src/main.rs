use watershed::prelude::*;

#[queue(id = "orders")]
struct Incoming(Order);

#[table(key = "id", id = "orders")]
struct Order {
    id: String,
}

#[bucket]
struct Labels;

#[function(queue(Incoming))]
async fn store(message: Message<Order>, orders: Writer<Order>) {}

#[service(worker)]
async fn import(incoming: Sender<Incoming>, labels: Bucket<Labels, can::Put>) {}

fn main() {
    watershed::run();
}
