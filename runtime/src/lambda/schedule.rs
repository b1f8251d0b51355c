//! The clock. AWS Lambda tries again where it fails.

use std::time::SystemTime;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::one::{One, done};
use crate::Result;
use crate::invoke::Incoming;

/// What EventBridge Scheduler sends where a schedule has no input of its own.
#[derive(Deserialize)]
struct Event {
    time: String,
}

/// Runs the function for the time that the schedule says.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let event: Event = one.read(event)?;
    let time: Timestamp = event.time.parse().map_err(Into::into).inspect_err(|error| one.log(error))?;
    one.attempt(Incoming::Tick(SystemTime::from(time))).await?;
    done()
}
