//! The library beside the binary.
pub mod parts;

use parts::{
    self as pieces,
    names::{self as n, *},
};

#[n::task(call)]
async fn in_library() {}

#[task(call)]
async fn in_library_by_glob(stock: pieces::Stock) {
    let _ = stock;
}
