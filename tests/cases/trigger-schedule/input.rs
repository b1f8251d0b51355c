//! The clock: every hour, and on working days at eight in Berlin.

use watershed::prelude::*;

#[function(schedule("rate(1 hour)"))]
async fn sweep() -> Result<()> {
    remove_old_carts().await
}

#[function(schedule("cron(0 8 ? * MON-FRI *)", timezone = "Europe/Berlin"), timeout = "15m")]
async fn daily_report(tick: Tick) -> Result<()> {
    report(tick).await
}

fn main() {
    watershed::run();
}
