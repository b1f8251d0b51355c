//! Buses: one of the application's own, and one of another team.

use watershed::prelude::*;

#[bus]
struct ProductEvents;

#[bus(external = "company")]
struct Company;

#[function(call)]
async fn announce(
    Input(product): Input<Product>,
    events: Bus<ProductEvents, can::Put>,
    company: Bus<Company, can::Put>,
) -> Result<()> {
    announce_all(product, events, company).await
}

fn main() {
    watershed::run();
}
