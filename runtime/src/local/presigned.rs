//! URLs that read or write one object for a while. They work for as long as the program runs.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use http::Method;

use super::{escape, ids, limits};
use crate::Result;
use crate::memory::Shared;

/// Below this path the objects of signed URLs are.
pub const PATH: &str = "/_bucket";

/// The URLs that were issued.
#[derive(Debug, Default)]
pub struct Presigned {
    issued: Shared<BTreeMap<String, Issued>>,
}

#[derive(Debug)]
struct Issued {
    bucket: &'static str,
    key: String,
    method: Method,
    until: Instant,
}

impl Presigned {
    /// Path and query of a new URL.
    ///
    /// # Errors
    /// It would be valid for longer than S3 allows.
    pub fn issue(&self, bucket: &'static str, key: &str, method: Method, valid: Duration) -> Result<String> {
        limits::time("the time that the URL is valid", valid, limits::PRESIGNED)?;
        let (signature, now) = (ids::unique(), Instant::now());
        let path = format!("{PATH}/{bucket}/{}?signature={signature}", escape::path(key));
        let until = now.checked_add(valid).unwrap_or(now);
        let mut issued = self.issued.lock();
        issued.retain(|_, issued| issued.until > now);
        issued.insert(signature, Issued { bucket, key: key.to_owned(), method, until });
        Ok(path)
    }

    /// Whether a URL with this signature does that.
    pub fn allows(&self, signature: &str, bucket: &str, key: &str, method: &Method) -> bool {
        let issued = self.issued.lock();
        issued.get(signature).is_some_and(|issued| {
            let is_this = issued.bucket == bucket && issued.key == key && issued.method == *method;
            is_this && issued.until > Instant::now()
        })
    }
}
