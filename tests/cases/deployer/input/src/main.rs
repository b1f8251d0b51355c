//! Something of every service, what exists already among it; one environment asks for the role that deploys it.

use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[queue]
struct Parcels(Parcel);

#[topic]
struct Prices(Price);

#[topic]
struct News(Text);

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[table(key = "id")]
struct Visits {
    id: String,
}

#[bucket(expire = "30d")]
struct Receipts;

#[bucket]
struct Catalogue;

#[secret]
struct Key;

#[secret]
struct Token;

#[stream(shards = 2)]
struct Clicks(Click);

#[bus]
struct Events;

#[bus]
struct Partners;

#[function(http(GET, "/search"), vpc)]
async fn search(visits: Table<Visits, can::Get>, key: Secret<Key>, token: Secret<Token>) -> Result<String> {
    find(visits, key, token).await
}

#[function(url(auth = none))]
async fn status() -> Result<String> {
    Ok("fine".to_owned())
}

#[function(queue(Charges), scale(max = 20))]
async fn charge(Message(charge): Message<Charge>, parcels: Sender<Parcels>) -> Result<()> {
    take(charge, parcels).await
}

#[function(topic(Prices))]
async fn reprice(Message(price): Message<Price>, news: Publisher<News>) -> Result<()> {
    update(price, news).await
}

#[function(schedule("rate(1 hour)"))]
async fn sweep() -> Result<()> {
    remove_old_carts().await
}

#[function(table(Order, on = [insert]))]
async fn index(Change(order): Change<Order>, charges: Sender<Charges>) -> Result<()> {
    add(order, charges).await
}

#[function(bucket(Receipts, on = created))]
async fn note(object: Object<Receipts>) -> Result<()> {
    write_down(object).await
}

#[function(bucket(Catalogue, on = created), accept(WS0221, reason = "nobody else listens to it"))]
async fn import(object: Object<Catalogue>, orders: Table<Order, can::Put>, receipts: Bucket<Receipts, can::Put>) -> Result<()> {
    read(object, orders, receipts).await
}

#[function(stream(Clicks, batch = 200, from = latest))]
async fn count(Record(click): Record<Click>) -> Result<()> {
    add_up(click).await
}

#[function(event(Events, source = "shop.products"))]
async fn inform(Event(change): Event<Changed>, clicks: Stream<Clicks, can::Put>) -> Result<()> {
    tell(change, clicks).await
}

#[function(event(Partners, source = "partner"))]
async fn partner(Event(change): Event<Changed>, events: Bus<Events, can::Put>) -> Result<()> {
    pass_on(change, events).await
}

fn main() {
    watershed::run();
}
