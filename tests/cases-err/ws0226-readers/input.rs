use watershed::prelude::*;

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[function(table(Order))]
async fn one(change: Change<Order>) {}

#[function(table(Order))]
async fn two(change: Change<Order>) {}

#[function(table(Order))]
async fn three(change: Change<Order>) {}

#[function(call)]
async fn place(Input(order): Input<u32>, orders: Writer<Order>) -> Result<()> {
    keep(order).await
}
