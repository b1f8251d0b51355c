use watershed::prelude::*;

#[table(key = "id", index("by-shop", key = "shop"), ttl = "gone")]
struct Order {
    id: Option<String>,
    shop: Option<String>,
    gone: Option<String>,
}

#[bucket(expire = "36h", versioned)]
struct Files;

#[function(http(GET, "/orders", auth = non), memory)]
async fn list() -> Result<()> {
    answer().await
}
