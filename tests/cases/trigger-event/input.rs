//! Events of the application's own bus, and of the account's default bus, where AWS services report.

use watershed::prelude::*;

#[bus]
struct ProductEvents;

#[function(event(ProductEvents, source = "shop.products", detail_type = "PriceChanged"))]
async fn reprice(Event(change): Event<PriceChange>) -> Result<()> {
    update(change).await
}

#[function(event(source = "aws.health"))]
async fn page_somebody(Event(report): Event<Report>) -> Result<()> {
    page(report).await
}

fn main() {
    watershed::run();
}
