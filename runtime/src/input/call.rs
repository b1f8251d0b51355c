//! `Input`: what a caller brings.

use crate::resource::Payload;
use crate::signature::{Brings, Just, Parameter};
use crate::trigger;

/// What `Caller<function>` was called with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input<T>(pub T);

impl<T: Payload> Parameter<trigger::Call> for Input<T> {}

impl<T> Brings for Input<T> {
    type Input = Just<T>;
}
