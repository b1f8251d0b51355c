use watershed::prelude::*;

#[queue]
struct Sweep(Job);

#[function(schedule("rate(1 hour)"))]
async fn sweep() {}

#[function(queue(Sweep))]
async fn sweep_schedule(Message(job): Message<Job>) {}
