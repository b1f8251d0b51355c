use watershed::prelude::*;

#[function(schedule("rate(1 minutes)"))]
async fn plural() -> Result<()> {
    list().await
}

#[function(schedule("cron(0 8 * * * *)"))]
async fn both_days() -> Result<()> {
    list().await
}

#[function(schedule("every morning"))]
async fn words() -> Result<()> {
    list().await
}

#[function(schedule("rate(5 minutes)", timezone = "Europe/Berln"))]
async fn nowhere() -> Result<()> {
    list().await
}
