use watershed::prelude::*;

#[function(queue(Charges), place = container, group = "charges-schedule")]
async fn charge(Message(charge): Message<u32>, key: Secret<Key>) {}

#[queue]
struct Charges(u32);

#[secret]
struct Key;

#[function(schedule("rate(1 hour)"), id = "charges")]
async fn ask(charges: Sender<Charges>) {}

fn main() {
    watershed::run();
}
