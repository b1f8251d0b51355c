use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges), retries = 3)]
async fn charge(Message(charge): Message<Charge>) {}

#[function(http(GET, "/", auth = none), retries = 1)]
async fn hello() -> String {
    String::new()
}

#[function(call, retries = 3)]
async fn score(Input(order): Input<Order>) -> u8 {
    0
}

#[function(schedule("rate(1 hour)"), retries = 2)]
async fn sweep() {}
