use watershed::prelude::*;

#[function(event(source = ["shop.a", "shop.a"], detail_type = ["Placed", "Sent", "Placed"]))]
async fn listen(event: Event<u32>) {}

#[topic]
struct Paid(String);

#[function(topic(Paid, filter(kind = ["card", "cash", "card"])))]
async fn book(Message(paid): Message<Paid>) -> Result<()> {
    keep(paid).await
}

#[table(key = "id", stream)]
struct Order { id: String }

#[function(table(Order, on = [insert, insert]))]
async fn changed(Change(change): Change<Order>) -> Result<()> {
    keep(change).await
}

#[function(http(GET, "/", auth = jwt(issuer = "https://id.example.com", audience = ["a", "", "a"])))]
async fn shown() -> Result<()> {
    show().await
}
