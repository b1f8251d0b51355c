use watershed::prelude::*;

#[function(call, accept(WS0203, reason = "we like it"))]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[function(call, accept(WS9999, reason = "we like it"))]
async fn judge(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[function(call, accept(WS0601))]
async fn weigh(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}
