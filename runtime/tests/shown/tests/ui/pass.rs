use serde::{Deserialize, Serialize};
use watershed::prelude::*;

/// Orders, by id.
#[table(key = "id", sort = "line", index("by-customer", key = "customer"), stream)]
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    id: String,
    line: u32,
    customer: Option<String>,
}

#[queue(retries = 5)]
struct Charges(u64);

#[topic]
struct OrderPaid(u64);

#[bucket(expire = "30d")]
struct Receipts;

#[secret]
struct PaymentKey;

#[stream(shards = 2)]
struct Clicks(u64);

#[bus]
struct ProductEvents;

type Lines = Reader<Order>;

#[function(queue(Charges, batch = 10, window = "2s"), timeout = "30s", scale(max = 50))]
async fn charge(Message(amount): Message<u64>, key: Secret<PaymentKey>) -> Result<PublishTo<OrderPaid>> {
    key.get().await?;
    Ok(PublishTo(amount))
}

#[function(call)]
async fn score(context: Context, Input(cents): Input<u64>, lines: Lines) -> Result<bool, std::io::Error> {
    let found = lines.get((context.request_id, 1)).await.map_err(|_| std::io::ErrorKind::Other)?;
    Ok(cents > 5 && found.is_some())
}

#[function(call)]
async fn tell(cents: Input<u64>, again: Caller<tell_all>) -> Result<PublishTo<OrderPaid>> {
    let () = again.call(&()).await?;
    Ok(PublishTo(cents.0))
}

#[function(call)]
async fn tell_all() {}

#[function(stream(Clicks))]
async fn click(record: Record<u64>, scores: Caller<score>, events: Bus<ProductEvents, can::Put>) -> Result<()> {
    let good: bool = scores.call(&record.data).await?;
    events.put("shop", "Clicked", &good).await
}

#[function(event(source = "aws.health"))]
async fn health(event: Event<serde_json::Value>, receipts: Bucket<Receipts, (can::List, can::Delete)>) {
    for key in receipts.list(&event.source).await.unwrap_or_default() {
        let _ = receipts.delete(&key).await;
    }
}

#[service(worker, cpu = "250m")]
async fn work(_clicks: Stream<Clicks, can::Put>) {}

fn main() {
    // The functions and types are what they were.
    let _ = (Order { id: String::new(), line: 1, customer: None }.id, Charges(1).0, OrderPaid(1).0, Clicks(1).0);
    let _ = (Receipts, PaymentKey, ProductEvents);
}
