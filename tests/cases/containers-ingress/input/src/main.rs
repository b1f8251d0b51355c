//! Containers behind an Ingress, without a serverless function.

use watershed::prelude::*;

#[function(http(GET, "/orders", auth = none), place = container, group = "orders", memory = "512MB")]
async fn orders_of_today() -> String {
    body()
}

#[function(http(GET, "/orders/{id}", auth = none), place = container, group = "orders")]
async fn order(Path(id): Path<String>) -> String {
    id
}

#[service(http(path = "/pages"))]
async fn storefront() -> Result<Router> {
    Ok(Router::new())
}

fn main() {}
