use serde::{Deserialize, Serialize};
use watershed::prelude::*;

#[table(key = "di")]
#[derive(Serialize, Deserialize)]
struct Order {
    id: String,
}

#[queue]
struct Charges;

#[service(http(port = 80), worker)]
async fn front() {}

// One mistake in an attribute does not become another here.
#[function(call)]
async fn use_them(orders: Table<Order, (can::Get, can::Put)>, _: Sender<Charges>) -> Result<()> {
    if let Some(order) = orders.get("a").await? {
        orders.put(&order).await?;
    }
    Ok(())
}

fn main() {
    let _ = (Order { id: String::new() }.id, Charges, front());
}
