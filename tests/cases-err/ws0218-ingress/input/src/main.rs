use watershed::prelude::*;

#[function(http(GET, "/report", auth = none), place = container, timeout = "61s")]
async fn report() -> Result<()> {
    all().await
}

#[function(http(GET, "/orders", auth = none), place = container, timeout = "60s")]
async fn orders() -> Result<()> {
    all().await
}

#[function(
    http(GET, "/export", auth = none),
    place = container,
    timeout = "5m",
    accept(WS0218, reason = "the class of the Ingress waits for ten minutes")
)]
async fn export() -> Result<()> {
    all().await
}
