use watershed::prelude::*;

#[function(url)]
async fn hook(body: Body) -> Result<String> {
    store(body).await
}

#[function(url(auth = iam))]
async fn signed(body: Body) -> Result<String> {
    store(body).await
}

#[function(http(GET, "/orders"))]
async fn orders() -> Result<Json<Vec<Order>>> {
    list().await
}

fn main() {
    watershed::run();
}
