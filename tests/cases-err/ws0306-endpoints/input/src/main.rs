use watershed::prelude::*;

#[function(call, vpc)]
async fn start(Input(order): Input<u32>) -> Result<()> {
    send(order).await
}
