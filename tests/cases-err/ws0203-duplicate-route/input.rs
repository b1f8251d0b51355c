use watershed::prelude::*;

#[function(http(GET, "/orders/{id}", auth = none))]
async fn order(Path(id): Path<String>) -> Result<Json<Order>> {
    find(id).await
}

#[function(http(GET, "/orders/{number}", auth = none))]
async fn order_by_number(Path(number): Path<String>) -> Result<Json<Order>> {
    find(number).await
}
