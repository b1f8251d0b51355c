use watershed::prelude::*;

#[cfg(tokio_unstable)]
#[function(call)]
async fn sometimes() -> Result<()> {
    list().await
}
