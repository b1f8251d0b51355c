use watershed::prelude::*;

#[queue]
struct Charges(Charge);

#[function(queue(Charges, batch = 10_001, concurrency = 1), timeout = "16m", memory = "64MB")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

#[service(worker, scale(max = 3, target = memory(91)))]
async fn grow() -> Result<()> {
    forever().await
}
