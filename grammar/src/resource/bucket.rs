//! `#[bucket]`: an S3 bucket.

use super::keys;
use crate::args::Reader;
use crate::key::{Key, Kind};
use crate::limit::Limit;
use crate::span::Spanned;
use crate::value::Duration;

/// An S3 bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Whether earlier versions of objects are kept.
    pub versioned: Option<Spanned<bool>>,
    /// When objects are removed.
    pub expire: Option<Spanned<Duration>>,
}

/// `#[bucket]` in the list of resources.
pub const KIND: Kind = Kind {
    name: "bucket",
    form: "#[bucket(expire = \"365d\")] struct Receipts;",
    doc: "an S3 bucket, encrypted, closed to the public",
    keys: keys![
        Key {
            default: "true",
            shape: "versioned = true | false",
            ..Key::flag("versioned", "keep earlier versions of objects")
        },
        Key::new("expire", "expire = \"30d\"", "never", "when objects are removed, in whole days"),
    ],
};

/// Reads the keys of its own.
pub fn parse(reader: &mut Reader<'_>) -> Bucket {
    Bucket {
        versioned: reader.flag("versioned"),
        expire: reader
            .duration("expire", &Limit::new(86_400, 86_400 * 36_500, "Amazon S3 counts the age of objects in days")),
    }
}
