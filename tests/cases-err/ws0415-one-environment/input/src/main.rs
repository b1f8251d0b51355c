use watershed::prelude::*;

#[service(http(port = 8080))]
async fn site() {}

#[service(http(port = 8080, host = "admin.example.com"))]
async fn admin() {}

fn main() {
    watershed::run();
}
