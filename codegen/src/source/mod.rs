//! From files to items, without building trees of what nobody reads.

pub mod scanner;
