use watershed::prelude::*;

include!("orders.rs");

mod messages {
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

fn main() {
    watershed::run();
}
