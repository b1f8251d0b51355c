use watershed::prelude::*;

#[function(url(auth = none))]
async fn hook(body: Body) -> Result<String> {
    store(body).await
}

#[function(url(auth = iam), accept(WS0244, reason = "AWS has them there by now"))]
async fn signed(body: Body) -> Result<String> {
    store(body).await
}

#[function(http(GET, "/orders", auth = none))]
async fn orders() -> Result<Json<Vec<Order>>> {
    list().await
}

fn main() {
    watershed::run();
}
