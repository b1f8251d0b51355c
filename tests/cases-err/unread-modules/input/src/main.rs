use watershed::prelude::*;

mod broken;
mod missing;

use broken::{Charges, Outcome, tally};
use missing::*;

/// What is in a module that cannot be read is not known, which is not the same as absent.
#[function(queue(Charges))]
async fn charge(Message(charge): Message<Charge>, stock: Table<missing::Stock, can::Put>) -> Outcome<()> {
    take(charge, stock).await
}

#[function(http(GET, "/tally", auth = none))]
async fn show(counts: Handle, tally: Caller<tally>) -> Json<u32> {
    tally.call(&()).await
}

#[table(key = "id")]
struct Order {
    id: broken::Id,
}

#[function(call)]
async fn orders(orders: Reader<Order>, paid: Publisher<crate::missing::deep::Paid>) -> Result<()> {
    list(orders, paid).await
}

fn main() {
    broken::start();
}
