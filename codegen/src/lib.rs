//! The compiler: annotated source in, a set of files out. So far: from source to a model, and the text of Terraform.

pub mod front;
pub mod lower;
pub mod model;
pub mod parse;
pub mod resolve;
pub mod settings;
pub mod source;
pub mod terraform;
pub mod world;
