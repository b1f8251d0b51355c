use watershed::prelude::*;

#[queue(retries = 2)]
struct Charges(Charge);

#[function(queue(Charges))]
async fn charge(message: Message<Charge>) {}

#[function(queue(Charges), accept(WS0206, reason = "either may have it"))]
async fn charge_slowly(message: Message<Charge>) {}

#[function(call)]
async fn ask(Input(charge): Input<Charge>, charges: Sender<Charges>) {}
