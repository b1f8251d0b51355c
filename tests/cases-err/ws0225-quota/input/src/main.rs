use watershed::prelude::*;

#[function(http(GET, "/a", auth = none), scale(max = 500))]
async fn a() -> String {
    page().await
}

#[function(http(GET, "/b", auth = none), scale(max = 401))]
async fn b() -> String {
    page().await
}

fn main() {
    watershed::run();
}
