//! One invocation: what a trigger brought, what the function may reach, and what it answered.
//!
//! An adapter turns what its platform hands over into an [`Invocation`], runs it, and turns the [`Outcome`] back. It
//! knows no user's types; the registry's entry of a function makes the parameters and takes the answer.

pub mod answer;
mod attempt;
mod backends;
mod incoming;
mod outcome;
mod run;
pub(crate) mod trace;
#[cfg(any(feature = "lambda", all(feature = "container", feature = "sqs")))]
pub(crate) mod wire;

pub use attempt::attempt;
pub use backends::Backends;
pub use incoming::{Incoming, Request};
pub use outcome::{Outcome, Serving};
#[cfg(feature = "server")]
pub(crate) use run::caught;
#[cfg(all(test, any(feature = "sns", feature = "sqs")))]
pub(crate) use run::within;
pub use run::{current, run};
pub use trace::Trace;

use std::sync::Arc;
use std::time::SystemTime;

use crate::Context;

/// What a function is run with, once.
pub struct Invocation {
    /// What the trigger brought.
    pub incoming: Incoming,
    /// What is known about the invocation itself.
    pub about: About,
    /// What handles are made from.
    pub backends: Arc<dyn Backends>,
}

/// What is known about an invocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The id of the function or service.
    pub function: &'static str,
    /// The platform's id of the invocation.
    pub request_id: String,
    /// The trace it belongs to.
    pub trace: Trace,
    /// When it is stopped; nothing where nobody stops it, as in a service.
    pub deadline: Option<SystemTime>,
}

impl About {
    /// What a function sees of it.
    pub(crate) fn context(&self) -> Context {
        Context { request_id: self.request_id.clone(), deadline: self.deadline }
    }
}
