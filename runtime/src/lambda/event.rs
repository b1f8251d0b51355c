//! An event of a bus. AWS Lambda tries again where it fails.

use serde_json::value::RawValue;

use super::one::{One, done};
use crate::Result;
use crate::invoke::Incoming;
use crate::invoke::wire::event::Written;

/// Handles the event.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let event: Written = one.read(event)?;
    one.attempt(Incoming::Event(event.into())).await?;
    done()
}
