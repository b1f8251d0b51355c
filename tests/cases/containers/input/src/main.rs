//! Every trigger and both kinds of service in a container.

use watershed::prelude::*;

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[queue(retries = 3)]
struct Charges(u32);

#[queue(fifo)]
struct Ordered(u32);

#[queue(external = "parcels")]
struct Parcels(u32);

#[topic]
struct Paid(Payment);

#[bucket]
struct Receipts;

#[secret]
struct Key;

#[stream]
struct Clicks(u32);

#[bus]
struct Events;

/// Greets who comes.
#[function(
    http(GET, "/hello/{name}"),
    place = container,
    scale(min = 2, max = 5, target = cpu(60), scale_down_after = "2m"),
    disk = "1GB",
    env(GREETING = "no", NOTE = "1:30 # \"x\"\n  y")
)]
async fn hello(Path(name): Path<String>, key: Secret<Key>, score: Caller<score>, price: Caller<price>) -> String {
    name
}

#[function(http(POST, "/orders"), place = container, group = "orders")]
async fn place_order(orders: Writer<Order>, charges: Sender<Charges>) -> String {
    body()
}

#[function(http(GET, "/orders/{id}"), place = container, group = "orders")]
async fn get_order(Path(id): Path<String>, orders: Reader<Order>) -> String {
    id
}

#[function(queue(Charges, batch = 100, concurrency = 20), timeout = "30s", place = container, group = "orders")]
async fn charge(Message(amount): Message<u32>) -> Result<PublishTo<Paid>> {
    work(amount).await
}

#[function(url(streaming), place = container)]
async fn page() -> String {
    body()
}

#[function(queue(Ordered), place = container, scale(min = 0, max = 3, target = depth(50), scale_down_after = "1m"))]
async fn in_order(Message(amount): Message<u32>) -> Result<()> {
    work(amount).await
}

#[function(queue(Parcels), timeout = "10m", place = container, scale(max = 4))]
async fn pack(Message(parcel): Message<u32>) -> Result<SendTo<Charges>> {
    work(parcel).await
}

#[function(topic(Paid, filter(kind = "paid")), place = container)]
async fn on_paid(Message(amount): Message<Payment>) -> Result<()> {
    work(amount).await
}

#[function(schedule("cron(0 8 ? * MON-FRI *)", timezone = "Europe/Berlin"), place = container, retries = 1)]
async fn sweep(orders: Table<Order, (can::Query, can::Delete)>) -> Result<()> {
    work(1).await
}

#[function(table(Order, on = [insert, modify]), place = container)]
async fn index(change: Change<Order>) -> Result<()> {
    work(1).await
}

#[function(bucket(Receipts, prefix = "in/", suffix = ".pdf"), place = container)]
async fn on_receipt(object: Object<Receipts>) -> Result<()> {
    work(1).await
}

#[function(bucket(Receipts, prefix = "out/"))]
async fn on_sent(object: Object<Receipts>) -> Result<()> {
    work(1).await
}

#[function(event(Events, source = "shop.orders"), place = container)]
async fn on_event(event: Event<u32>) -> Result<()> {
    work(1).await
}

#[function(stream(Clicks, from = oldest), place = container)]
async fn on_click(Record(click): Record<u32>, events: Bus<Events, can::Put>) -> Result<()> {
    work(click).await
}

#[function(call, place = container, renamed_from = "old-score")]
async fn score(Input(amount): Input<u32>) -> u32 {
    amount
}

#[function(call, scale(warm = 1))]
async fn price(Input(amount): Input<u32>) -> u32 {
    amount
}

#[service(
    http(port = 9000, host = "shop.example.com"),
    cpu = "250m",
    memory = "512MB",
    scale(min = 2, max = 20, target = memory(80)),
    health = "/health"
)]
async fn storefront(orders: Reader<Order>) -> Result<Router> {
    Ok(Router::new())
}

#[service(worker, grace = "90s")]
async fn clock(clicks: Stream<Clicks, can::Put>) -> Result<()> {
    forever().await
}

fn main() {}
