use watershed::prelude::*;

#[bucket]
struct Photos;

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[topic]
struct OrderPaid(Paid);

#[function(bucket(Photos, prefix = "*/small", suffix = "*.jpg"))]
async fn resize(object: Object<Photos>) -> Result<()> {
    work(object).await
}

#[function(bucket(Photos, on = []))]
async fn nothing(object: Object<Photos>) -> Result<()> {
    work(object).await
}

#[function(table(Order, on = []))]
async fn index(change: Change<Order>) -> Result<()> {
    work(change).await
}

#[function(topic(OrderPaid, filter(cents = 5, is_new = true)))]
async fn report(Message(paid): Message<Paid>) -> Result<()> {
    work(paid).await
}
