use watershed::prelude::*;

#[function(call, id = "score")]
async fn place_order(Input(order): Input<u32>) -> Result<()> {
    place(order).await
}

#[function(call, id = "score")]
async fn cancel_order(Input(order): Input<u32>) -> Result<()> {
    cancel(order).await
}
