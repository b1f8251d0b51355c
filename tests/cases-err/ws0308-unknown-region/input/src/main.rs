use watershed::prelude::*;

#[function(call)]
async fn score(Input(order): Input<u32>) -> Result<u32> {
    judge(order).await
}
