//! What AWS refuses, so that a program meets it on the laptop and not later. As of 2026-11.

use std::time::Duration;

use crate::{Error, Result};

const KIB: usize = 1024;

/// A message of a queue. Bytes.
pub const MESSAGE: usize = 1024 * KIB;
/// A message of a topic. Bytes.
pub const PUBLISHED: usize = 256 * KIB;
/// An event of a bus. Bytes.
pub const EVENT: usize = 1024 * KIB;
/// A record of a stream. Bytes.
pub const RECORD: usize = 1024 * KIB;
/// An item of a table, about: DynamoDB counts names and values, this counts JSON. Bytes.
pub const ITEM: usize = 400 * KIB;
/// A page of a query or scan. Bytes.
pub const PAGE: usize = 1024 * KIB;
/// What a call brings or answers while somebody waits. Bytes.
pub const CALL: usize = 6 * 1024 * KIB;
/// What a call brings where nobody waits. Bytes.
pub const CALL_LATER: usize = 1024 * KIB;
/// A secret. Bytes.
pub const SECRET: usize = 64 * KIB;
/// How long a queue holds a message back.
pub const DELAY: Duration = Duration::from_mins(15);
/// How long a signed URL is valid.
pub const PRESIGNED: Duration = Duration::from_hours(7 * 24);

/// Refuses what is larger than AWS takes.
///
/// # Errors
/// It is larger.
pub fn size(what: &str, bytes: usize, largest: usize) -> Result<()> {
    if bytes <= largest {
        return Ok(());
    }
    Err(Error::new(format!("{what} has {bytes} bytes, and AWS takes at most {largest}")))
}

/// Refuses what is longer than AWS takes.
///
/// # Errors
/// It is longer.
pub fn time(what: &str, time: Duration, longest: Duration) -> Result<()> {
    if time <= longest {
        return Ok(());
    }
    Err(Error::new(format!("{what} is {} s, and AWS takes at most {} s", time.as_secs(), longest.as_secs())))
}
