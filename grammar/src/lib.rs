//! The attribute language of Watershed. The macros and the compiler both read it here, so they cannot disagree.

pub mod accept;
pub mod allow;
pub mod args;
pub mod codes;
pub mod deployment;
pub mod diagnostic;
pub mod env;
pub mod function;
pub mod item;
pub mod key;
pub mod limit;
pub mod limits;
pub mod normal;
pub mod raw;
pub mod resource;
pub mod scale;
pub mod secret;
pub mod serde;
pub mod service;
pub mod span;
pub mod suggest;
pub mod tags;
pub mod trigger;
pub mod value;
pub mod visible;

pub use diagnostic::{Diagnostic, Diagnostics, Fix, Label, Severity};
pub use limit::Limit;
pub use span::{Locate, Span, Spanned};
