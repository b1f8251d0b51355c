use watershed::prelude::*;

#[service(http(port = 8080), scale(min = 1, max = 1))]
async fn storefront() -> Result<()> {
    serve().await
}

fn main() {
    watershed::run();
}
