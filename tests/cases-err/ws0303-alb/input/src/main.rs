use watershed::prelude::*;

#[function(http(GET, "/report", auth = none), place = container, timeout = "61s")]
async fn report() -> Result<()> {
    all().await
}
