use watershed::prelude::*;

#[queue]
struct Charges(u64);

struct NotAQueue;

#[function(queue(NotAQueue))]
async fn wrong_subject() {}

#[function(queue(Charges))]
async fn wrong_message(_: Message<String>) {}

#[function(schedule("rate(1 hour)"))]
async fn wrong_input(_: Message<u64>, _: u32) {}

#[function(queue(Charges))]
async fn wrong_output(_: Message<u64>) -> Json<u64> {
    Json(1)
}

#[function(call)]
async fn wrong_caller(_: Caller<Charges>, _: Sender<NotAQueue>) -> Result<()> {
    Ok(())
}

fn main() {}
