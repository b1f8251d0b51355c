use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges, concurrency = 20), scale(max = 10))]
async fn charge(Message(charge): Message<Charge>) {}
