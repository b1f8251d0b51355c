//! Objects of a bucket, as S3 writes them.

use percent_encoding::percent_decode_str;
use serde::Deserialize;

use crate::{Error, Happening, Object, Result};

/// A notification. The one by which S3 tries whether it may send has no records.
#[derive(Debug, Deserialize)]
pub struct Notification {
    /// What happened.
    #[serde(rename = "Records", default)]
    pub records: Vec<Record>,
}

/// Something that happened to an object.
#[derive(Debug, Deserialize)]
pub struct Record {
    #[serde(rename = "eventName")]
    name: String,
    s3: Place,
}

#[derive(Debug, Deserialize)]
struct Place {
    object: Written,
}

#[derive(Debug, Deserialize)]
struct Written {
    key: String,
    #[serde(default)]
    size: u64,
}

impl Record {
    /// The object.
    ///
    /// # Errors
    /// Something else happened than that it was written or removed, or its key is no text.
    pub fn object(self) -> Result<Object> {
        let happened = match self.name.trim_start_matches("s3:").split(':').next() {
            Some("ObjectCreated") => Happening::Created,
            // An object that a rule of the bucket removes is gone too.
            Some("ObjectRemoved" | "LifecycleExpiration") => Happening::Removed,
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

#[cfg(test)]
mod tests {
    use super::{Happening, Notification, Object};

    #[test]
    fn objects_are_read_and_a_trial_has_none() {
        let written = r#"{"Records":[
            {"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"in/a+b%2Bc.pdf","size":7}}},
            {"eventName":"ObjectRemoved:Delete","s3":{"object":{"key":"x"}}}
        ]}"#;
        let notification: Notification = serde_json::from_str(written).unwrap();
        let objects: Vec<Object> = notification.records.into_iter().map(|it| it.object().unwrap()).collect();
        let created = Object { key: "in/a b+c.pdf".into(), size: 7, happened: Happening::Created };
        assert_eq!(objects, [created, Object { key: "x".into(), size: 0, happened: Happening::Removed }]);
        let trial = r#"{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}"#;
        assert!(serde_json::from_str::<Notification>(trial).unwrap().records.is_empty());
    }
}
