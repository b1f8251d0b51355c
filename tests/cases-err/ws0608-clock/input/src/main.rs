use watershed::prelude::*;

#[function(schedule("cron(30 4 * * ? *)", timezone = "UTC"), place = container)]
async fn tidy() -> Result<()> {
    sweep().await
}

#[function(
    schedule("rate(1 hour)"),
    place = container,
    accept(WS0608, reason = "kube-prometheus tells of failed Jobs")
)]
async fn count() -> Result<()> {
    sum().await
}

fn main() {
    watershed::run();
}
