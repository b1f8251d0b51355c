//! Objects of a bucket. S3 hands over one at a time, and AWS Lambda tries again where that fails.

use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::one::{One, done};
use crate::invoke::Incoming;
use crate::{Error, Happening, Object, Result};

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "eventName")]
    name: String,
    s3: Place,
}

#[derive(Deserialize)]
struct Place {
    object: Written,
}

#[derive(Deserialize)]
struct Written {
    key: String,
    #[serde(default)]
    size: u64,
}

impl Record {
    fn read(self) -> Result<Object> {
        let happened = match self.name.trim_start_matches("s3:").split(':').next() {
            Some("ObjectCreated") => Happening::Created,
            Some("ObjectRemoved") => Happening::Removed,
            _ => return Err(Error::new(format!("`{}` is neither a new object nor a removed one", self.name))),
        };
        let Written { key, size } = self.s3.object;
        Ok(Object { key: decoded(&key)?, size, happened })
    }
}

/// S3 writes keys as a form does: `+` is a space.
fn decoded(key: &str) -> Result<String> {
    Ok(percent_decode_str(&key.replace('+', " ")).decode_utf8()?.into_owned())
}

/// Handles the objects one by one; one that fails is an error of all, and all come again.
pub async fn answer(one: &One, event: &str) -> Result<Box<RawValue>> {
    let event: Event = one.read(event)?;
    for record in event.records {
        let object = record.read().inspect_err(|error| one.log(error))?;
        one.attempt(Incoming::Object(object)).await?;
    }
    done()
}
