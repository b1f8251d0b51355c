use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[function(call, accept(WS0601, reason = "it ends when the money is there"))]
async fn score(Input(customer): Input<u32>, charges: Sender<Charges>) -> Result<u8> {
    judge(customer).await
}

#[function(queue(Charges))]
async fn charge(Message(charge): Message<u32>) {}
