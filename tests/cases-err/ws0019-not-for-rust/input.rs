use watershed::prelude::*;

#[function(call, snap_start)]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[function(http(GET, "/", auth = none), edge = true)]
async fn home() -> String {
    page().await
}

#[function(url(auth = none), web(concurrency = 64))]
async fn shop() -> String {
    page().await
}
