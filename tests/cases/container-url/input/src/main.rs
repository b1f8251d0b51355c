//! What would be a function URL is a route to the deployment.

use watershed::prelude::*;

#[function(url(auth = none, streaming), place = container)]
async fn page() -> Result<String> {
    render().await
}

fn main() {
    watershed::run();
}
