use watershed::prelude::*;

#[table(sort = "at")]
struct Order {
    id: String,
    at: u64,
}

#[function(http(GET, auth = none))]
async fn orders() -> Result<()> {
    list().await
}

#[function(event)]
async fn on_event() -> Result<()> {
    list().await
}

#[service]
async fn storefront() -> Result<()> {
    serve().await
}

#[function(http)]
async fn anything() -> Result<()> {
    list().await
}
