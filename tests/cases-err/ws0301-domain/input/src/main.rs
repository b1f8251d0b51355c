use watershed::prelude::*;

#[function(http(GET, "/", auth = none))]
async fn root() -> String {
    body()
}

fn main() {
    watershed::run();
}
