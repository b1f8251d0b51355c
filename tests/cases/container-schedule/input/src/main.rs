//! The clock as CronJobs: six fields of AWS become five.

use watershed::prelude::*;

#[table(key = "id")]
struct Cart {
    id: String,
}

#[function(schedule("cron(0 8 ? * MON-FRI *)", timezone = "Europe/Berlin"), place = container, retries = 1)]
async fn daily_report(tick: Tick) -> Result<()> {
    report(tick).await
}

#[function(schedule("rate(15 minutes)"), place = container)]
async fn sweep(carts: Table<Cart, (can::Scan, can::Delete)>) -> Result<()> {
    remove_old(carts).await
}

fn main() {
    watershed::run();
}
