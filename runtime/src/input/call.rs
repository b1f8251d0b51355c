//! `Input`: what a caller brings.

use crate::Result;
use crate::invoke::Invocation;
use crate::resource::Payload;
use crate::signature::{Brings, Just, Parameter};
use crate::trigger;

/// What `Caller<function>` was called with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input<T>(pub T);

impl<T: Payload> Parameter<trigger::Call> for Input<T> {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self(serde_json::from_str(invocation.input()?)?))
    }
}

impl<T> Brings for Input<T> {
    type Input = Just<T>;
}
