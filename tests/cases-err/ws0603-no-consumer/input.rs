use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[topic(accept(WS0603, reason = "the warehouse subscribes"))]
struct Shipped(u32);

#[function(call)]
async fn ask(Input(order): Input<u32>, charges: Sender<Charges>, shipped: Publisher<Shipped>) -> Result<()> {
    keep(order).await
}
