//! A web server in containers: scaled by processor time, reached by its host and path, allowed to read one table.

use watershed::prelude::*;

#[table(key = "id")]
struct Product {
    id: String,
}

/// Serves the pages.
#[service(http(port = 8080), cpu = "250m", memory = "256MB", scale(min = 2, max = 20, target = cpu(70)))]
async fn storefront(products: Reader<Product>) -> Result<Router> {
    pages(products)
}

fn main() {
    watershed::run();
}
