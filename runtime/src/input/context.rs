//! `Context`: what is known about the invocation itself.

use std::time::SystemTime;

use crate::Result;
use crate::invoke::Invocation;
use crate::signature::{Brings, Nothing, Parameter};

/// What is known about this invocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The platform's id of the invocation, for logs.
    pub request_id: String,
    /// When it is stopped; nothing where nobody stops it, as in a service.
    pub deadline: Option<SystemTime>,
}

impl<K> Parameter<K> for Context {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(invocation.about.context())
    }
}

impl Brings for Context {
    type Input = Nothing;
}
