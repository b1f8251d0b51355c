use watershed::prelude::*;

include!("orders.rs");

fn main() {
    watershed::run();
}
