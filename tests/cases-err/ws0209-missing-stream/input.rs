use watershed::prelude::*;

#[table(key = "id")]
struct Order {
    id: String,
}

#[function(table(Order))]
async fn index(Change(order): Change<Order>) -> Result<()> {
    add(order).await
}
