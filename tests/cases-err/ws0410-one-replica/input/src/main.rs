use watershed::prelude::*;

#[table(key = "id", stream)]
struct Order {
    id: String,
}

#[function(table(Order), place = container, scale(max = 5))]
async fn index(change: Change<Order>) -> Result<()> {
    work().await
}

#[function(schedule("rate(1 hour)"), place = container, scale(max = 2, scale_down_after = "1m"))]
async fn sweep() -> Result<()> {
    work().await
}
