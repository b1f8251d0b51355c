//! `#[bucket]`: an S3 bucket.

use super::keys;
use crate::args::Reader;
use crate::codes;
use crate::key::{Key, Kind};
use crate::limits;
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

/// Seconds.
const DAY: u64 = 86_400;

/// Reads the keys of its own.
pub fn parse(reader: &mut Reader<'_>) -> Bucket {
    let versioned = reader.flag("versioned");
    let expire = reader.duration("expire", &limits::BUCKET_EXPIRE);
    if let Some(expire) = &expire
        && expire.value.seconds() % DAY != 0
    {
        reader.wrong(
            codes::OUT_OF_RANGE,
            expire.span,
            "`expire` is not a number of whole days",
            limits::BUCKET_EXPIRE.source,
        );
    }
    Bucket { versioned, expire }
}
