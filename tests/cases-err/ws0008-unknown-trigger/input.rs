use watershed::prelude::*;

#[function(htp(GET, "/orders"))]
async fn orders() -> Result<()> {
    list().await
}
