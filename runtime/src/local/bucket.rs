//! Buckets: objects in memory or in a folder, and what happens to them for those who want to know.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;

use super::body::Body;
use super::inbox::Inbox;
use super::objects::Objects;
use super::presigned::Presigned;
use super::queue::posted;
use crate::backend::{self, Later};
use crate::memory::ready;
use crate::{Error, Happening, Object, Result};

/// How many keys are listed at once.
const PAGE: usize = 1000;
/// The longest key. Bytes.
const LONGEST_KEY: usize = 1024;

/// A bucket.
pub struct Bucket {
    id: &'static str,
    objects: Objects,
    watchers: Vec<Watcher>,
    presigned: Arc<Presigned>,
    address: Arc<OnceLock<String>>,
}

/// Who wants to know what happens.
pub struct Watcher {
    /// The queue of the function.
    pub inbox: Arc<Inbox>,
    /// What happened.
    pub on: &'static [Happening],
    /// Only keys that begin so.
    pub prefix: &'static str,
    /// Only keys that end so.
    pub suffix: &'static str,
}

impl Bucket {
    /// A bucket.
    pub fn new(
        id: &'static str,
        objects: Objects,
        watchers: Vec<Watcher>,
        presigned: &Arc<Presigned>,
        address: &Arc<OnceLock<String>>,
    ) -> Self {
        Self { id, objects, watchers, presigned: Arc::clone(presigned), address: Arc::clone(address) }
    }

    /// An object with what it says it is.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn read(&self, key: &str) -> Result<Option<(Bytes, Option<String>)>> {
        self.objects.get(key)
    }

    /// All keys, in order.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn keys(&self) -> Result<Vec<String>> {
        self.objects.keys()
    }

    /// Writes an object.
    ///
    /// # Errors
    /// The key is none that S3 takes, or the folder cannot be written.
    pub fn write(&self, key: &str, content: Bytes, content_type: Option<String>) -> Result<()> {
        if key.is_empty() || key.len() > LONGEST_KEY {
            return Err(Error::new(format!("the key of an object has 1 to {LONGEST_KEY} bytes, not {}", key.len())));
        }
        let size = content.len() as u64;
        self.objects.put(key, content, content_type)?;
        self.tell(&Object { key: key.to_owned(), size, happened: Happening::Created });
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<()> {
        if self.objects.remove(key)? {
            self.tell(&Object { key: key.to_owned(), size: 0, happened: Happening::Removed });
        }
        Ok(())
    }

    fn tell(&self, object: &Object) {
        for Watcher { inbox, on, prefix, suffix } in &self.watchers {
            if on.contains(&object.happened) && object.key.starts_with(prefix) && object.key.ends_with(suffix) {
                inbox.put([(posted(Body::Object(object.clone()), None), Duration::ZERO)]);
            }
        }
    }

    fn page(&self, prefix: &str, after: Option<&str>) -> Result<(Vec<String>, bool)> {
        let mut keys = self.objects.keys()?;
        keys.retain(|key| key.starts_with(prefix) && after.is_none_or(|after| key.as_str() > after));
        let more = keys.len() > PAGE;
        keys.truncate(PAGE);
        Ok((keys, more))
    }

    fn url(&self, key: &str, method: http::Method, valid: Duration) -> Result<String> {
        let address =
            self.address.get().ok_or_else(|| Error::new("nothing listens yet, so that a URL leads nowhere"))?;
        Ok(format!("{address}{}", self.presigned.issue(self.id, key, method, valid)?))
    }
}

impl backend::Bucket for Bucket {
    fn get(&self, key: String) -> Later<'_, Option<Bytes>> {
        ready(self.objects.get(&key).map(|found| found.map(|(content, _)| content)))
    }

    fn put(&self, key: String, content: Bytes, content_type: Option<String>) -> Later<'_, ()> {
        ready(self.write(&key, content, content_type))
    }

    fn delete(&self, key: String) -> Later<'_, ()> {
        ready(self.remove(&key))
    }

    fn list(&self, prefix: String, after: Option<String>) -> Later<'_, (Vec<String>, bool)> {
        ready(self.page(&prefix, after.as_deref()))
    }

    fn presign(&self, key: String, method: http::Method, valid: Duration) -> Later<'_, String> {
        ready(self.url(&key, method, valid))
    }
}
