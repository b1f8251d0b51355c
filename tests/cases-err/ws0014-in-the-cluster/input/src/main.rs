use watershed::prelude::*;

#[function(call, id = "deny-all", place = container)]
async fn nobody() {}

#[function(call, id = "default", place = container)]
async fn anybody() {}

#[function(call, id = "first", place = container, group = "namespace")]
async fn first() {}

// In AWS alone such names are as good as any.
#[queue(id = "deny-all")]
struct Queue(u32);

#[function(queue(Queue), id = "kustomization")]
async fn everybody(Message(number): Message<u32>) {}

#[function(call)]
async fn send(queue: Sender<Queue>) {}

fn main() {
    watershed::run();
}
