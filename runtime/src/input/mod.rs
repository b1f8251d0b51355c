//! Inputs: what a trigger brings. One file a kind.

pub mod bucket;
pub mod call;
pub mod context;
pub mod event;
pub mod http;
pub mod message;
mod path;
pub mod schedule;
pub mod stream;
pub mod table;
