//! From files to modules and items, without building trees of what nobody reads.

pub mod cfg;
pub mod cfg_attr;
pub mod features;
pub mod files;
pub mod find;
pub mod linked;
mod literal;
pub mod manifest;
pub mod modules;
mod names;
pub mod path;
mod runs;
pub mod scanner;
pub mod sources;
mod twice;
pub mod workspace;
