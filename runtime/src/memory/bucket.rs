//! A bucket in memory.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::time::Duration;

use bytes::Bytes;

use super::{Shared, fixture, ready};
use crate::backend::{self, Later};
use crate::can::{self, kind};
use crate::resource;

/// How many keys are listed at once, few enough that a test sees a second page.
const PAGE: usize = 100;

#[derive(Debug, Default)]
struct Objects(BTreeMap<String, (Bytes, Option<String>)>);

fixture! {
    /// A bucket in memory.
    Bucket<B: Bucket> on Shared<Objects>
}

impl<B: resource::Bucket> Bucket<B> {
    /// An empty bucket.
    pub fn new() -> Self {
        Self::default()
    }

    /// A bucket with objects.
    pub fn with<K: Into<String>, V: Into<Bytes>>(objects: impl IntoIterator<Item = (K, V)>) -> Self {
        let bucket = Self::default();
        let objects = objects.into_iter().map(|(key, content)| (key.into(), (content.into(), None)));
        bucket.shared.lock().0.extend(objects);
        bucket
    }

    /// A handle for a function.
    pub fn handle<C: can::Set<kind::Bucket>>(&self) -> crate::Bucket<B, C> {
        crate::Bucket::on(self.shared.clone())
    }

    /// All keys, in order.
    pub fn keys(&self) -> Vec<String> {
        self.shared.lock().0.keys().cloned().collect()
    }

    /// The contents of an object.
    pub fn content(&self, key: &str) -> Option<Bytes> {
        self.shared.lock().0.get(key).map(|(content, _)| content.clone())
    }

    /// What an object says it is.
    pub fn content_type(&self, key: &str) -> Option<String> {
        self.shared.lock().0.get(key).and_then(|(_, content_type)| content_type.clone())
    }
}

impl backend::Bucket for Shared<Objects> {
    fn get(&self, key: String) -> Later<'_, Option<Bytes>> {
        ready(Ok(self.lock().0.get(&key).map(|(content, _)| content.clone())))
    }

    fn put(&self, key: String, content: Bytes, content_type: Option<String>) -> Later<'_, ()> {
        self.lock().0.insert(key, (content, content_type));
        ready(Ok(()))
    }

    fn delete(&self, key: String) -> Later<'_, ()> {
        self.lock().0.remove(&key);
        ready(Ok(()))
    }

    fn list(&self, prefix: String, after: Option<String>) -> Later<'_, (Vec<String>, bool)> {
        let from = after.map_or(Bound::Included(prefix.clone()), Bound::Excluded);
        let objects = self.lock();
        let fitting = objects.0.range((from, Bound::Unbounded)).take_while(|(key, _)| key.starts_with(&prefix));
        let mut keys: Vec<String> = fitting.take(PAGE + 1).map(|(key, _)| key.clone()).collect();
        let more = keys.len() > PAGE;
        keys.truncate(PAGE);
        drop(objects);
        ready(Ok((keys, more)))
    }

    /// Nobody can fetch it, but a test can see what it would stand for.
    fn presign(&self, key: String, method: http::Method, valid: Duration) -> Later<'_, String> {
        ready(Ok(format!("memory:///{key}?method={method}&seconds={}", valid.as_secs())))
    }
}
