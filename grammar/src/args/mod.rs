//! Arguments of an attribute: tokens to a small tree, then typed reading of each key.

mod commas;
pub mod meant;
mod node;
mod parse;
mod reader;
pub mod twice;
mod units;

pub use node::{Argument, Node, PathNode};
pub use parse::{parse, plain};
pub use reader::Reader;
