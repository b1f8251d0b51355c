use watershed::prelude::*;

#[table(key = "di")]
struct Order {
    id: String,
}

#[function(call, arch = sparc)]
async fn on_sparc() -> Result<()> {
    list().await
}

#[function(table(Order, on = [insert, vanish]))]
async fn index(Change(order): Change<Order>) -> Result<()> {
    add(order).await
}

#[function(call, timeout = fast)]
async fn no_text() -> Result<()> {
    list().await
}
