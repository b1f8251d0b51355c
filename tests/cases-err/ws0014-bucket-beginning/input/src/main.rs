use watershed::prelude::*;

#[bucket]
struct Files;

fn main() {
    watershed::run();
}
