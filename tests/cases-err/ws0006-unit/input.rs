use watershed::prelude::*;

#[function(call, timeout = 30, memory = "256")]
async fn bare_numbers() -> Result<()> {
    list().await
}

#[function(call, timeout = "5 parsecs")]
async fn unknown_unit() -> Result<()> {
    list().await
}
