use watershed::prelude::*;

#[function(http(FETCH, "/orders", auth = none))]
async fn method() -> Result<()> {
    list().await
}

#[function(http(GET, "orders", auth = none))]
async fn relative() -> Result<()> {
    list().await
}

#[function(http(GET, "/{id}/{id}", auth = none))]
async fn twice() -> Result<()> {
    list().await
}

#[function(http(GET, "/{rest+}/more", auth = none))]
async fn after_the_rest() -> Result<()> {
    list().await
}

#[function(http(GET, "/orders/:id", auth = none))]
async fn colon() -> Result<()> {
    list().await
}

#[function(http(GET, "/files/{*rest}", auth = none))]
async fn star() -> Result<()> {
    list().await
}

#[function(http(GET, "/a/../b", auth = none))]
async fn upwards() -> Result<()> {
    list().await
}
