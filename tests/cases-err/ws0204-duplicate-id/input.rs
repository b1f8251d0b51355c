use watershed::prelude::*;

#[function(call)]
async fn place_order(Input(order): Input<Order>) -> Result<()> {
    place(order).await
}

mod v2 {
    use watershed::prelude::*;

    #[function(call)]
    pub async fn place_order(Input(order): Input<Order>) -> Result<()> {
        place(order).await
    }
}
