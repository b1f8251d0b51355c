use serde::{Deserialize, Serialize};
use watershed::prelude::*;

#[table(key = "id")]
#[derive(Serialize, Deserialize)]
struct Order {
    id: String,
}

#[queue(fifo)]
struct Charges(u64);

#[function(schedule("rate(1 hour)"))]
async fn undeclared(orders: Table<Order, (can::Query, can::Put)>, reader: Reader<Order>) -> Result<()> {
    orders.delete("a").await?;
    reader.scan().all().await?;
    Ok(())
}

#[function(call)]
async fn wrong(_: Table<Order, can::Presign>, charges: Sender<Charges>, orders: Reader<Order>) -> Result<()> {
    charges.send(&1).await?;
    orders.get(7).await?;
    Ok(())
}

fn main() {}
