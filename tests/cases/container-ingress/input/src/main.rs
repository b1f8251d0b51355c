//! The same route with an Ingress instead of a Gateway.

use watershed::prelude::*;

#[service(http(port = 8080, path = "/shop"))]
async fn storefront() -> Result<Router> {
    pages()
}

fn main() {
    watershed::run();
}
