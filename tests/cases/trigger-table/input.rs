//! Changes of a table: new and changed items go to the search index, from the first one on.

use watershed::prelude::*;

#[table(key = "id", stream)]
struct Product {
    id: String,
    title: String,
}

#[function(table(Product, on = [insert, modify], batch = 50, from = oldest))]
async fn index(Change(product): Change<Product>) -> Result<()> {
    add_to_index(product).await
}

fn main() {
    watershed::run();
}
