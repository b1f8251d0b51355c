use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[function(queue(Charges), scale(max = 1))]
async fn charge(Message(charge): Message<u32>) {}

#[function(call)]
async fn ask(Input(order): Input<u32>, charges: Sender<Charges>) -> Result<()> {
    keep(order).await
}
