//! An API that answers at every name below one.

use watershed::prelude::*;

#[function(http(GET, "/", auth = none))]
async fn welcome() -> String {
    body()
}

fn main() {
    watershed::run();
}
