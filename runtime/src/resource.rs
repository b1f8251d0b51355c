//! What the resource attributes say about the types that they stand on, so that handles know it too.
//!
//! Nobody writes these by hand: `#[queue]`, `#[table]` and the others implement them.

use serde::de::DeserializeOwned;

pub use serde::Serialize;
pub use serde_json::value::Serializer as JsonSerializer;

pub use crate::handle::key::{AnyKey, IntoKey, Pair};

/// What travels: messages, records, items, inputs.
pub trait Payload: Serialize + DeserializeOwned + Send + Sync + 'static {}

impl<T: Serialize + DeserializeOwned + Send + Sync + 'static> Payload for T {}

/// Something in the cloud.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no resource",
    label = "no resource attribute stands on this type"
)]
pub trait Resource: 'static {
    /// The attribute's name: `queue`, `table`, …
    const KIND: &'static str;
    /// Its id, in kebab case.
    const ID: &'static str;
}

/// An SQS queue.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a queue",
    label = "a queue belongs here",
    note = "name a type that `#[queue]` stands on"
)]
pub trait Queue: Resource {
    /// What a message holds.
    type Message: Payload;
}

/// An SNS topic.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a topic",
    label = "a topic belongs here",
    note = "name a type that `#[topic]` stands on"
)]
pub trait Topic: Resource {
    /// What a message holds.
    type Message: Payload;
}

/// A queue or topic that keeps no order, so that a message needs no group.
#[diagnostic::on_unimplemented(
    message = "`{Self}` keeps the order within a group, and this names no group",
    label = "a message of a FIFO queue or topic belongs to a group",
    note = "use `send_in_group` or `publish_in_group`"
)]
pub trait Unordered: Resource {}

/// A DynamoDB table; the type is its item.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table",
    label = "a table belongs here",
    note = "name a type that `#[table]` stands on"
)]
pub trait Table: Resource + Payload {
    /// The type of `key`.
    type Partition: Serialize + Send + 'static;
    /// What one item is found by: the type of `key`, or a pair where there is a `sort`.
    type Key: Serialize + Send + 'static;
    /// The fields behind `key` and `sort`.
    const KEY: KeyFields;
    /// The indexes.
    const INDEXES: &'static [Index];

    /// A value of `key` as the item holds it, also where `#[serde(with = …)]` stands on the field.
    ///
    /// # Errors
    /// serde cannot write it.
    fn partition_json(partition: &Self::Partition) -> Json {
        serde_json::to_value(partition)
    }

    /// What one item is found by, as the item holds it: a list of two where there is a `sort`.
    ///
    /// # Errors
    /// serde cannot write it.
    fn key_json(key: &Self::Key) -> Json {
        serde_json::to_value(key)
    }
}

/// What serde writes into JSON.
pub type Json = Result<serde_json::Value, serde_json::Error>;

/// The fields that a table or index finds items by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyFields {
    /// The field that items are found by.
    pub key: &'static str,
    /// The field that items of one key are ordered by.
    pub sort: Option<&'static str>,
    /// Those of the two that hold bytes (`Vec<u8>`): serde writes a list of numbers, and DynamoDB keeps `B`.
    pub binary: &'static [&'static str],
    /// Those of the two that hold numbers.
    pub numbers: &'static [&'static str],
}

/// Another way to find the items of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: &'static str,
    /// Its fields.
    pub fields: KeyFields,
}

/// An S3 bucket.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a bucket",
    label = "a bucket belongs here",
    note = "name a type that `#[bucket]` stands on"
)]
pub trait Bucket: Resource {}

/// A Secrets Manager secret.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a secret",
    label = "a secret belongs here",
    note = "name a type that `#[secret]` stands on"
)]
pub trait Secret: Resource {}

/// An EventBridge bus.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a bus",
    label = "a bus belongs here",
    note = "name a type that `#[bus]` stands on"
)]
pub trait Bus: Resource {}

/// A Kinesis stream.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a stream",
    label = "a stream belongs here",
    note = "name a type that `#[stream]` stands on"
)]
pub trait Stream: Resource {
    /// What a record holds.
    type Record: Payload;
}

/// A function that others call: the type of its own name, such as `score` in `Caller<score>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that others call",
    label = "a function with the trigger `call` belongs here",
    note = "write `#[function(call)]` on it"
)]
pub trait Callable: 'static {
    /// Its id, in kebab case.
    const ID: &'static str;
    /// What its `Input<…>` holds; `()` where it takes none.
    type Input: Payload;
    /// What it answers when all goes well.
    type Output: Payload;
}

/// The account's own bus, where AWS services report.
#[derive(Clone, Copy, Debug)]
pub enum DefaultBus {}

impl Resource for DefaultBus {
    const KIND: &'static str = "bus";
    const ID: &'static str = "default";
}

impl Bus for DefaultBus {}
