use watershed::prelude::*;

#[service(http(port = 8080))]
async fn site() {}

fn main() {
    watershed::run();
}
