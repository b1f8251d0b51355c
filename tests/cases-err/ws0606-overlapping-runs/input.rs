use watershed::prelude::*;

#[function(schedule("rate(1 minute)"))]
async fn often() -> Result<()> {
    work().await
}

#[function(schedule("cron(0/10 8-17 ? * MON-FRI *)", timezone = "UTC"), timeout = "11m")]
async fn by_day() -> Result<()> {
    work().await
}
