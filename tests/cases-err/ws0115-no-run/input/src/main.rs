use watershed::prelude::*;

#[function(http(GET, "/", auth = none))]
async fn home() -> String {
    page().await
}

fn main() {
    println!("hello");
}
