use watershed::prelude::*;

#[function(schedule("rate(7 minutes)"), place = container)]
async fn often() -> Result<()> {
    work().await
}

#[function(schedule("cron(0 8 ? * FRI#2 *)", timezone = "UTC"), place = container)]
async fn second_friday() -> Result<()> {
    work().await
}

#[function(schedule("cron(0 8 L * ? *)", timezone = "UTC"), place = container)]
async fn last_day() -> Result<()> {
    work().await
}
