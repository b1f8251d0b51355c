use watershed::prelude::*;

#[function(http(GET, "/orders", auth = none),, timeout = "5s")]
async fn orders() -> Result<()> {
    list().await
}

#[function(memory = "512MB", call)]
async fn trigger_last() -> Result<()> {
    list().await
}

#[function(call, timeout =)]
async fn no_value() -> Result<()> {
    list().await
}

#[function(http = "GET /users", timeout = "5s")]
async fn users() -> String {
    work().await
}
