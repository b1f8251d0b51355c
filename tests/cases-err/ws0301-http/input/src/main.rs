use watershed::prelude::*;

#[function(http(GET, "/mine", auth = none))]
async fn mine() -> Result<()> {
    show().await
}
