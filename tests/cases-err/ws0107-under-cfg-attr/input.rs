use watershed::prelude::*;

#[cfg_attr(unix, function(call))]
async fn sometimes() -> Result<()> {
    list().await
}
