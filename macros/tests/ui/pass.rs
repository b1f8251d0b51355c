use watershed_macros::{bucket, bus, function, queue, secret, service, stream, table, topic};

/// Orders, by id.
#[table(key = "id", stream)]
#[derive(Debug)]
struct Order {
    id: String,
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

#[function(queue(Charges, batch = 10, window = "2s"), timeout = "30s", scale(max = 50))]
async fn charge(amount: u64) -> u64 {
    amount + 1
}

#[service(worker, cpu = "250m")]
async fn work() {}

fn main() {
    // The functions and types are what they were.
    let _ = (charge(1), work());
    let _ = (Order { id: String::new() }.id, Charges(1).0, OrderPaid(1).0, Clicks(1).0);
    let _ = (Receipts, PaymentKey, ProductEvents);
}
