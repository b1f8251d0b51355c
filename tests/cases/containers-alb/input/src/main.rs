//! Containers behind a load balancer of AWS's, which one set of Ingresses makes.

use watershed::prelude::*;

#[function(http(GET, "/orders", auth = none), place = container, group = "orders")]
async fn orders_of_today() -> String {
    body()
}

#[function(http(GET, "/orders/{id}", auth = none), place = container, group = "orders")]
async fn order(Path(id): Path<String>) -> String {
    id
}

#[service(http(path = "/"), health = "/well")]
async fn storefront() -> Result<Router> {
    Ok(Router::new())
}

fn main() {}
