//! From files to modules and items, without building trees of what nobody reads.

pub mod cfg;
pub mod files;
pub mod modules;
pub mod scanner;
