//! Real files: reading sources, comparing and writing what is generated. The only folder here that touches the outside.
#![allow(clippy::disallowed_methods)]

mod journal;
mod list;
mod lock;
mod output;
mod place;
mod record;
mod same;
mod touch;
mod watched;
mod world;
mod write;

pub use list::LIST;
pub use output::{Changes, Output};
pub use record::LastRun;
pub use touch::{Real, Touch};
pub use watched::Watched;
pub use world::DiskWorld;
