use watershed::prelude::*;

#[service(http(port = 8080))]
async fn storefront() -> Result<Router> {
    Ok(Router::new())
}
