use watershed::prelude::*;

#[table(key = "id", strem)]
struct Order {
    id: String,
}

#[queue(retries = "five")]
struct Charges(Charge);

#[function(http(POST, "orders", auth = nobody), memory = 256, scale(mx = 5))]
async fn place_order(Json(order): Json<Order>) -> Result<()> {
    place(order).await
}

#[function(queue(Charges, batch = 0), timeout = "16m", colour = "red")]
async fn charge(Message(charge): Message<Charge>) -> Result<()> {
    pay(charge).await
}

#[function(call)]
async fn score(Input(customer): Input<Customer>, orders: Reader<Odrer>) -> Result<Score> {
    judge(customer, orders).await
}
