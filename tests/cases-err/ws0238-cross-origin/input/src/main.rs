use watershed::prelude::*;

#[function(http(GET, "/orders/{id}", auth = none))]
async fn get_order(Path(id): Path<String>) -> Result<Json<u32>> {
    find(id).await
}

#[function(http(DELETE, "/orders/{id}", auth = jwt(issuer = "https://login.example.com/", audience = ["shop"])))]
async fn cancel_order(Path(id): Path<String>) -> Result<()> {
    cancel(id).await
}

#[function(http(POST, "/orders", auth = none))]
async fn place_order(Json(order): Json<u32>) -> Result<()> {
    place(order).await
}

#[function(http(PUT, "/orders/{id}", auth = none), accept(WS0238, reason = "the warehouse's own program calls it"))]
async fn change_order(Path(id): Path<String>) -> Result<()> {
    change(id).await
}

#[function(http(GET, "/label", auth = none), place = container)]
async fn show_label() -> Result<()> {
    label().await
}

#[function(url(auth = iam))]
async fn report() -> Result<()> {
    everything().await
}
