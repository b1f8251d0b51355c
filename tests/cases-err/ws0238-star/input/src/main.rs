use watershed::prelude::*;

#[function(http(PATCH, "/orders/{id}", auth = none))]
async fn change_order(Path(id): Path<String>, Json(order): Json<u32>) -> Result<()> {
    change(id, order).await
}

#[function(http(GET, "/mine"))]
async fn mine(Claims(claims): Claims) -> Result<Json<u32>> {
    orders(claims).await
}
