//! Objects of a bucket. S3 hands over one at a time, and AWS Lambda tries again where that fails.

use serde_json::value::RawValue;

use super::one::{One, done};
use crate::Result;
use crate::invoke::Incoming;
use crate::invoke::wire::bucket::Notification;

/// Handles the objects one by one; one that fails is an error of all, and all come again.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let event: Notification = one.read(event)?;
    for record in event.records {
        let object = record.object().inspect_err(|error| one.log(error))?;
        one.attempt(Incoming::Object(object)).await?;
    }
    done()
}
