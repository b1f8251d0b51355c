//! Topics: an ordinary one, a strictly ordered one, and one of another team.

use watershed::prelude::*;

#[topic]
struct OrderPaid(Paid);

#[topic(fifo)]
struct Prices(Price);

#[topic(external = "warehouse-news")]
struct WarehouseNews(News);

#[function(call)]
async fn announce(prices: Publisher<Prices>, news: Publisher<WarehouseNews>) -> Result<PublishTo<OrderPaid>> {
    announce_all(prices, news).await
}

fn main() {
    watershed::run();
}
