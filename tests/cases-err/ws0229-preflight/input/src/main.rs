use watershed::prelude::*;

#[function(http(OPTIONS, "/orders", auth = none))]
async fn preflight() -> String {
    page().await
}

fn main() {
    watershed::run();
}
