use watershed::prelude::*;

#[queue(retires = 5)]
struct Charges(Charge);

// What is between items is said when the settings can be read.
#[function(queue(Chargse, batch = 0), memroy = "512MB")]
async fn charge(Message(charge): Message<Charge>) {}

fn main() {
    watershed::run();
}
