use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[function(http(POST, "/orders", auth = none), place = container, group = "orders", memory = "256MB", env(MODE = "fast"))]
async fn place_order(charges: Sender<Charges>) -> String {
    body()
}

#[function(queue(Charges), place = container, group = "orders", memory = "512MB", scale(max = 3), env(MODE = "slow"))]
async fn charge(Message(amount): Message<u32>) -> Result<()> {
    work(amount).await
}

#[function(schedule("rate(1 hour)"), place = container, group = "orders")]
async fn sweep() -> Result<()> {
    work(1).await
}

#[function(table(Order), place = container, group = "orders")]
async fn index(change: Change<Order>) -> Result<()> {
    work(1).await
}

#[function(call, place = container, group = "front")]
async fn score(Input(amount): Input<u32>) -> u32 {
    amount
}

#[service(http(port = 8080), group = "front")]
async fn storefront() -> Result<Router> {
    Ok(Router::new())
}

#[service(http(port = 9000), group = "front", cpu = "1")]
async fn back_office() -> Result<Router> {
    Ok(Router::new())
}

#[function(call)]
async fn front(Input(amount): Input<u32>) -> u32 {
    amount
}

#[function(call, place = container, group = "judges")]
async fn weigh(Input(amount): Input<u32>) -> u32 {
    amount
}

#[function(call, place = container)]
async fn judges(Input(amount): Input<u32>) -> u32 {
    amount
}
