use watershed::prelude::*;

#[service(worker)]
async fn work() -> Result<()> {
    forever().await
}

#[function(call, place = container)]
async fn there() -> Result<()> {
    list().await
}
