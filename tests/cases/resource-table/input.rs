//! Tables: keys, a second index, items that expire, and one that exists already. Each handle is a permission of its own.

use watershed::prelude::*;

/// Orders, by customer and time.
#[table(key = "customer", sort = "at", index("by-state", key = "state"), ttl = "expires")]
struct Order {
    customer: String,
    at: u64,
    state: String,
    expires: u64,
}

#[table(key = "id", external = "legacy-customers")]
struct Customer {
    id: String,
}

#[function(http(GET, "/orders", auth = none))]
async fn orders(orders: Reader<Order>) -> Result<Json<Vec<Order>>> {
    list(orders).await
}

#[function(schedule("rate(1 day)"))]
async fn archive(orders: Table<Order, (can::Query, can::Delete)>, customers: Reader<Customer>) -> Result<()> {
    move_old(orders, customers).await
}

fn main() {
    watershed::run();
}
