use watershed::prelude::*;

#[table(key = "id")]
struct Order {
    id: String,
}

#[queue]
struct Charges(Charge);

#[function(call)]
async fn borrows(name: &str) -> Result<()> {
    greet(name).await
}

#[function(queue(Charges))]
async fn other_input(tick: Tick) -> Result<()> {
    note(tick).await
}

#[function(call)]
async fn cannot_fly(orders: Table<Order, can::Fly>) -> Result<()> {
    orders.fly().await
}

#[function(call)]
async fn input_behind_handle(orders: Reader<Order>, Input(id): Input<String>) -> Result<()> {
    orders.get(id).await
}
