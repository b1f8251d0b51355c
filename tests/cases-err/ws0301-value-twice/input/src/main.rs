use watershed::prelude::*;

#[function(call)]
async fn tell(Input(product): Input<u32>) -> Result<()> {
    keep(product).await
}
