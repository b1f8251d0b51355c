use watershed::prelude::*;

#[function(schedule("cron(0 8 31 FEB ? *)"))]
async fn leap() -> Result<()> {
    work().await
}

#[function(schedule("cron(0 8 29 FEB ? 2027)"))]
async fn other_leap() -> Result<()> {
    work().await
}

#[function(schedule("cron(0 8 ? * MON 2020-2024)"))]
async fn long_ago() -> Result<()> {
    work().await
}
