use watershed::prelude::*;

#[function(schedule("cron(30 2 * * ? *)", timezone = "Europe/Berlin"))]
async fn report() -> Result<()> {
    send().await
}

#[function(
    schedule("cron(30 1 * * ? *)", timezone = "America/New_York"),
    place = container,
    accept(WS0608, reason = "the cluster tells of failed Jobs")
)]
async fn twice() -> Result<()> {
    send().await
}

#[function(schedule("cron(30 1 * * ? *)", timezone = "America/New_York"))]
async fn once() -> Result<()> {
    send().await
}

#[function(schedule("cron(30 2 ? * MON *)", timezone = "Europe/Berlin"))]
async fn on_mondays() -> Result<()> {
    send().await
}

#[function(schedule("cron(30 2 * * ? *)", timezone = "Asia/Tokyo"))]
async fn in_tokyo() -> Result<()> {
    send().await
}

#[function(
    schedule("cron(0 2 ? * SUN *)", timezone = "Europe/Berlin"),
    accept(WS0240, reason = "one clean-up less does no harm")
)]
async fn clean_up() -> Result<()> {
    send().await
}
