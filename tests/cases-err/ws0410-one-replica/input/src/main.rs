use watershed::prelude::*;

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[function(table(Order), place = container, scale(max = 5))]
async fn index(change: Change<Order>) -> Result<()> {
    work().await
}

#[function(schedule("rate(1 hour)"), place = container, scale(max = 2, scale_down_after = "1m"))]
async fn sweep() -> Result<()> {
    work().await
}

#[queue]
struct Films(u32);

#[function(queue(Films), place = container, timeout = "6m", scale(min = 2, max = 5, scale_down_after = "10m"))]
async fn encode(Message(film): Message<u32>) -> Result<()> {
    work().await
}

#[queue]
struct Photos(u32);

#[function(queue(Photos), place = container, timeout = "5m", scale(min = 2, max = 5, scale_down_after = "10m"))]
async fn resize(Message(photo): Message<u32>) -> Result<()> {
    work().await
}
