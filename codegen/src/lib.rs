//! The compiler: annotated source in, a set of files out. So far: the last stage's Terraform text.

pub mod terraform;
