//! The binary that is deployed, as a Lambda function and as a container. What it runs is in the library.

// Without this line the library would not be linked, and its functions would not be there.
use shop as _;

fn main() {
    watershed::run()
}
