//! Events of a bus reach containers through a queue.

use watershed::prelude::*;

#[bus]
struct ProductEvents;

#[function(event(ProductEvents, source = "shop.products", detail_type = "PriceChanged"), place = container)]
async fn reprice(Event(change): Event<PriceChange>) -> Result<()> {
    update(change).await
}

fn main() {
    watershed::run();
}
