use watershed::prelude::*;

mod orders;

#[path = "elsewhere/payments.rs"]
mod payments;
