//! What a path means: through modules, `use`, renames, globs and re-exports, as rustc follows them.
//!
//! What cannot be followed is said to be lost or outside; nothing is guessed.

mod exports;
mod namespace;
mod resolver;
mod search;
mod use_tree;
mod visibility;

pub use exports::{ATTRIBUTES, CAPABILITIES, TYPES};
pub use namespace::Namespace;
pub use resolver::{Crate, Entity, Extern, ItemPlace, ModulePlace, Resolver, Trouble};
pub use use_tree::{Import, extern_crate, imports, imports_inside};
