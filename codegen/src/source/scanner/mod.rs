//! Finds the items of a file in one pass over its bytes.
//!
//! Bodies are skipped by matching braces: about nine tenths of the time of a full parse goes into trees of function
//! bodies, which no stage looks at. What is inside a skipped body is only searched for attributes, so that an
//! annotated item in there is found and refused instead of being lost.

mod items;
pub(crate) mod lexer;

pub use items::{Attribute, Item, ItemKind, Range, Scanned, scan};

/// Why a file cannot be scanned: rustc would refuse it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes.
    pub at: Range,
    /// What is wrong, as a phrase.
    pub message: &'static str,
}
