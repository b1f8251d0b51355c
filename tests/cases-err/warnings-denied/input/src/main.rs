use watershed::prelude::*;

#[function(http(GET, "/report", auth = none), timeout = "2m")]
async fn report() -> String {
    all().await
}

fn main() {
    watershed::run();
}
