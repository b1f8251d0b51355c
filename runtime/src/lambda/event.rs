//! An event of a bus. AWS Lambda tries again where it fails.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::one::{One, done};
use crate::Result;
use crate::invoke::Incoming;

#[derive(Deserialize)]
struct Event {
    id: String,
    source: String,
    #[serde(rename = "detail-type")]
    detail_type: String,
    detail: Value,
}

/// Handles the event.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let Event { id, source, detail_type, detail } = one.read(event)?;
    one.attempt(Incoming::Event(crate::Event { id, source, detail_type, detail })).await?;
    done()
}
