use watershed::prelude::*;

#[service(worker, env(A = "one letter is fine in a container", "1A" = "x"))]
async fn keep() -> Result<()> {
    forever().await
}

#[function(call, env(A = "x"))]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}
