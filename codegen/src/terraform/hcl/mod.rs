//! A tree of blocks, attributes and expressions, and the one printer whose bytes equal what `terraform fmt` writes.
//!
//! A tree cannot be broken by a hostile string: text enters the output in [`escape`] alone.

mod body;
mod escape;
mod expression;
mod print;

pub use body::{Block, Body, Item};
pub use expression::{Expression, Part};
pub use print::print;
