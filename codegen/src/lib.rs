//! The compiler: annotated source in, a set of files out. So far: finding items in a file, and the text of Terraform.

pub mod parse;
pub mod resolve;
pub mod source;
pub mod terraform;
pub mod world;
