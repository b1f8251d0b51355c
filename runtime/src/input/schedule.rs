//! `Tick`: what a schedule brings.

use std::time::SystemTime;

use crate::invoke::Invocation;
use crate::signature::Parameter;
use crate::{Result, trigger};

/// The time for which the schedule started the function; a retry has the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick(pub SystemTime);

impl Parameter<trigger::Schedule> for Tick {
    fn take(invocation: &Invocation) -> Result<Self> {
        invocation.tick().map(Self)
    }
}
