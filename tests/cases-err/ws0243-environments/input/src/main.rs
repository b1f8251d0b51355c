use watershed::prelude::*;

#[bucket(external = "company-uploads", accept(WS0221, reason = "nobody else listens"))]
struct Uploads;

#[bucket(accept(WS0221, reason = "ours"))]
struct Labels;

#[bucket(external = "company-archive")]
struct Archive;

#[function(bucket(Uploads))]
async fn scan(upload: Object<Uploads>, archive: Bucket<Archive, can::Put>) {}

#[function(bucket(Labels))]
async fn print(label: Object<Labels>) {}

#[function(call)]
async fn label(Input(order): Input<Order>, labels: Bucket<Labels, can::Put>) {}

fn main() {
    watershed::run();
}
