use watershed::prelude::*;

#[queue(external = "charges-of-the-bank")]
struct Charges(u32);

#[function(queue(Charges), timeout = "30s")]
async fn charge(Message(charge): Message<u32>) {}
