//! Characters that nobody sees, for everything that is written: the same ones as in what is said on a terminal.
//!
//! Targets know no attribute, and so not the crate that has them. Which characters are hidden is no attribute's business.

pub use watershed_grammar::visible::is_hidden;
