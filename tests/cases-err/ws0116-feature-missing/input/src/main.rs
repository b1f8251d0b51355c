use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[table(key = "id")]
struct Order {
    id: String,
}

#[function(queue(Charges))]
async fn charge(Message(charge): Message<Charge>, orders: Reader<Order>) -> Result<()> {
    pay(charge, orders).await
}

fn main() {
    watershed::run()
}
