use watershed::prelude::*;

#[function(http(GET, "/orders"))]
async fn orders() -> Result<Json<Vec<Order>>> {
    list().await
}
