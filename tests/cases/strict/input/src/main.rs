//! Every kind of resource and every trigger, with what the strictest scanner asks for.

use watershed::prelude::*;

#[table(key = "id", stream, index("by-state", key = "state"))]
struct Order {
    id: String,
    state: String,
}

#[queue]
struct Charges(Charge);

#[topic]
struct OrderPaid(Paid);

#[bucket(expire = "365d")]
struct Receipts;

#[secret]
struct PaymentKey;

#[stream(shards = 2)]
struct Clicks(Click);

#[bus]
struct ProductEvents;

#[function(http(POST, "/orders"), scale(max = 50), vpc)]
async fn place_order(Json(order): Json<Order>, orders: Writer<Order>, charges: Sender<Charges>) -> Result<StatusCode> {
    place(order, orders, charges).await
}

#[function(url(auth = iam, streaming), scale(max = 5), vpc)]
async fn export(orders: Table<Order, (can::Query, can::Scan, can::BatchGet)>, score: Caller<score>) -> Result<String> {
    everything(orders, score).await
}

#[function(queue(Charges), scale(max = 20), vpc)]
async fn charge(Message(charge): Message<Charge>, key: Secret<PaymentKey>) -> Result<PublishTo<OrderPaid>> {
    pay(charge, key).await
}

#[function(topic(OrderPaid), scale(max = 20), vpc)]
async fn send_receipt(Message(paid): Message<Paid>, receipts: Bucket<Receipts, can::Put>) -> Result<()> {
    send(paid, receipts).await
}

#[function(schedule("rate(1 day)"), scale(max = 1), vpc)]
async fn archive(orders: Table<Order, (can::Scan, can::Delete)>, receipts: Bucket<Receipts, (can::Get, can::List, can::Delete)>) -> Result<()> {
    move_old(orders, receipts).await
}

#[function(table(Order), scale(max = 10), vpc)]
async fn index(Change(order): Change<Order>, events: Bus<ProductEvents, can::Put>) -> Result<()> {
    add_to_index(order, events).await
}

#[function(bucket(Receipts, on = removed), scale(max = 10), vpc)]
async fn forget(object: Object<Receipts>, clicks: Stream<Clicks, can::Put>) -> Result<()> {
    forget_one(object, clicks).await
}

#[function(event(ProductEvents, source = "shop.products"), scale(max = 10), vpc)]
async fn reprice(Event(change): Event<PriceChange>) -> Result<()> {
    update(change).await
}

#[function(stream(Clicks), scale(max = 10), vpc)]
async fn count(Record(click): Record<Click>) -> Result<()> {
    add(click).await
}

#[function(call, scale(max = 10, warm = 1), vpc)]
async fn score(Input(order): Input<Order>) -> u32 {
    rate(order)
}

#[function(topic(OrderPaid), place = container)]
async fn keep_books(Message(paid): Message<Paid>) -> Result<()> {
    book(paid).await
}

#[function(bucket(Receipts, on = created), place = container)]
async fn print(object: Object<Receipts>, receipts: Bucket<Receipts, can::Get>) -> Result<()> {
    print_one(object, receipts).await
}

#[function(event(ProductEvents, source = "shop.stock"), place = container)]
async fn restock(Event(change): Event<StockChange>) -> Result<()> {
    order_more(change).await
}

#[function(table(Order, on = [insert]), place = container)]
async fn watch(Change(order): Change<Order>) -> Result<()> {
    look_at(order).await
}

#[function(stream(Clicks), place = container)]
async fn draw(Record(click): Record<Click>) -> Result<()> {
    draw_one(click).await
}

#[service(http(port = 8080), cpu = "250m", memory = "256MB", scale(min = 2, max = 20, target = cpu(70)))]
async fn storefront(orders: Reader<Order>, charges: Sender<Charges>) -> Result<Router> {
    pages(orders, charges)
}

fn main() {
    watershed::run();
}
