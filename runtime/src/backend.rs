//! What is behind handles. An adapter implements these for a cloud, [`memory`](crate::memory) for tests.
//!
//! The traits are object-safe and know no user's types: items are JSON objects, messages are texts. The handles turn
//! the application's types into these and back, so an adapter plugs in without a word in the application.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::Result;
pub use crate::handle::select::{Order, Selection, SortKeys};
pub use crate::handle::update::Changes;

/// An answer that comes later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// An item of a table, or its key, by field.
pub type Item = Map<String, Value>;

/// A DynamoDB table.
pub trait Table: Send + Sync {
    /// The item of a key.
    fn get(&self, key: Item) -> Later<'_, Option<Item>>;
    /// The items of keys, in any order; keys without an item are left out. Any number of keys, each once.
    fn batch_get(&self, keys: Vec<Item>) -> Later<'_, Vec<Item>>;
    /// One page of a query or scan.
    fn select(&self, selection: Selection) -> Later<'_, (Vec<Item>, Option<Item>)>;
    /// Writes an item; with `only_new`, only where its key has none. Whether it was written.
    fn put(&self, item: Item, only_new: bool) -> Later<'_, bool>;
    /// Changes fields of an item that is there and fits the conditions. Whether it was changed.
    fn update(&self, key: Item, changes: Changes) -> Later<'_, bool>;
    /// Removes the item of a key, if there is one.
    fn delete(&self, key: Item) -> Later<'_, ()>;
    /// Writes items and removes keys. Any number of them, each on its own, and no key twice.
    fn batch_write(&self, put: Vec<Item>, delete: Vec<Item>) -> Later<'_, ()>;
}

/// A message on its way into a queue or topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// JSON.
    pub body: String,
    /// The group within which the order is kept.
    pub group: Option<String>,
    /// How long a queue holds it back.
    pub delay: Option<Duration>,
}

/// An SQS queue.
pub trait Queue: Send + Sync {
    /// Sends messages, in order. Any number of them.
    fn send(&self, messages: Vec<Outgoing>) -> Later<'_, ()>;
}

/// An SNS topic.
pub trait Topic: Send + Sync {
    /// Publishes messages, in order. Any number of them.
    fn publish(&self, messages: Vec<Outgoing>) -> Later<'_, ()>;
}

/// An S3 bucket.
pub trait Bucket: Send + Sync {
    /// The contents of an object.
    fn get(&self, key: String) -> Later<'_, Option<Bytes>>;
    /// Writes an object.
    fn put(&self, key: String, content: Bytes, content_type: Option<String>) -> Later<'_, ()>;
    /// Removes an object, if there is one.
    fn delete(&self, key: String) -> Later<'_, ()>;
    /// Keys that begin with a text, in order, behind the key `after`; whether there are more.
    fn list(&self, prefix: String, after: Option<String>) -> Later<'_, (Vec<String>, bool)>;
    /// A URL that reads or writes an object for a while.
    fn presign(&self, key: String, method: http::Method, valid: Duration) -> Later<'_, String>;
}

/// A Secrets Manager secret.
pub trait Secret: Send + Sync {
    /// Its current value.
    fn get(&self) -> Later<'_, String>;
}

/// An event on its way onto a bus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusEvent {
    /// Who says it, such as `shop.orders`.
    pub source: String,
    /// What happened, such as `Placed`.
    pub detail_type: String,
    /// JSON.
    pub detail: String,
}

/// An EventBridge bus.
pub trait Bus: Send + Sync {
    /// Puts events onto the bus. Any number of them.
    fn put(&self, events: Vec<BusEvent>) -> Later<'_, ()>;
}

/// A record on its way into a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamRecord {
    /// Records of one partition key keep their order.
    pub partition_key: String,
    /// JSON.
    pub data: String,
}

/// A Kinesis stream.
pub trait Stream: Send + Sync {
    /// Puts records into the stream, in order. Any number of them.
    fn put(&self, records: Vec<StreamRecord>) -> Later<'_, ()>;
}

/// A function that others call.
pub trait Call: Send + Sync {
    /// Calls it with JSON and waits for the JSON that it answers.
    fn call(&self, input: String) -> Later<'_, String>;
    /// Calls it and does not wait.
    fn call_later(&self, input: String) -> Later<'_, ()>;
}
