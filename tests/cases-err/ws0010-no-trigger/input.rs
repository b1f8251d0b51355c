use watershed::prelude::*;

#[function(memory = "512MB")]
async fn nobody_calls() -> Result<()> {
    list().await
}
