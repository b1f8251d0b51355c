//! Changes of a table, followed by a deployment.

use watershed::prelude::*;

#[table(key = "id", stream)]
struct Product {
    id: String,
}

#[function(table(Product, on = [insert, modify]), place = container)]
async fn index(Change(product): Change<Product>) -> Result<()> {
    add_to_index(product).await
}

fn main() {
    watershed::run();
}
