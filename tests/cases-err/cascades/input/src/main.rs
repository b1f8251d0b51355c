use watershed::prelude::*;

/// A mistake in one place is told once: nothing is concluded from what it left out.
#[function(http(GET, "/orders", auth = nobdy))]
async fn orders() -> Json<Vec<u32>> {
    list().await
}

#[bucket]
struct Receipts;

#[function(bucket(Receipts))]
async fn read(receipt: Object) {}

#[function(bucket(Receipts, on = remved))]
async fn forget(receipt: Object) {}

#[service(http(path = "/"), worker)]
async fn storefront() -> Result<()> {
    serve().await
}

#[service(http(path = "/"))]
async fn pages() -> Result<()> {
    serve().await
}
