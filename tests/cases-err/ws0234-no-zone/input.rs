use watershed::prelude::*;

#[function(schedule("cron(0 8 ? * MON-FRI *)"))]
async fn report() -> Result<()> {
    send().await
}

#[function(schedule("cron(0 8 ? * MON-FRI *)", timezone = "Europe/Berlin"))]
async fn in_berlin() -> Result<()> {
    send().await
}

#[function(schedule("cron(0/15 * * * ? *)"))]
async fn each_quarter() -> Result<()> {
    sweep().await
}
