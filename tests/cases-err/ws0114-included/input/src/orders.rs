#[function(call)]
async fn place_order(Input(order): Input<Order>) -> Result<()> {
    place(order).await
}
