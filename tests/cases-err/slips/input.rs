use watershed::prelude::*;

#[function(schedule(rate(5 minutes)), timezone = "Europe/Berlin")]
async fn sweep() -> Result<()> {
    Ok(())
}

#[function(http(GET "/b"), auth = none)]
async fn show() -> Result<()> {
    Ok(())
}

#[function(http(GET, "/mine", auth = jwt("https://id.example.com")))]
async fn mine() -> Result<()> {
    Ok(())
}

#[function(http(GET, "/all", auth = None), arch = "arm64", retries = "2", timeout = 20)]
async fn all() -> Result<()> {
    Ok(())
}

#[function(call, accept(WS0601, WS0604, reason = "it is called by hand"))]
async fn by_hand() -> Result<()> {
    Ok(())
}
