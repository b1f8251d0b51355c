use watershed::prelude::*;

#[function(call, place = auto)]
async fn somewhere() -> Result<()> {
    list().await
}
