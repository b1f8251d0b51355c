//! The compiler: annotated source in, a set of files out.
#![warn(clippy::disallowed_methods)]

pub mod change;
pub mod check;
pub mod compile;
pub mod describe;
pub mod disk;
pub mod front;
pub mod inspect;
pub mod kubernetes;
pub mod lower;
pub mod model;
pub mod parallel;
pub mod parse;
pub mod physical;
pub mod place;
pub mod render;
pub mod resolve;
pub mod settings;
pub mod shell;
pub mod source;
pub mod template;
pub mod terraform;
pub mod visible;
pub mod world;
