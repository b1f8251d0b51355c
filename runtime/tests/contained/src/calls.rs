//! The deployment `sums`: functions that others call.

use std::sync::atomic::{AtomicU32, Ordering};

use watershed::prelude::*;

/// How often [`stubborn`] was tried.
static TRIES: AtomicU32 = AtomicU32::new(0);

#[function(call, place = container, group = "sums")]
async fn double(Input(number): Input<u32>) -> Result<u32> {
    number.checked_mul(2).ok_or_else(|| Error::bad_request(format!("{number} cannot be doubled")))
}

#[function(call, place = container, group = "sums")]
async fn broken(Input(reason): Input<String>) -> Result<()> {
    Err(Error::new(reason))
}

/// Succeeds when it is tried for the second time.
#[function(call, place = container, group = "sums")]
async fn stubborn() -> Result<()> {
    match TRIES.fetch_add(1, Ordering::Relaxed) {
        0 => Err(Error::new("not yet")),
        _ => Ok(()),
    }
}

#[function(call, place = container, group = "sums")]
async fn tries() -> Result<u32> {
    Ok(TRIES.load(Ordering::Relaxed))
}
