//! A stream as a reader sees it, where it notes how far it is, and where records go that it could not handle.

use std::time::SystemTime;

use super::Positions;
use crate::Result;
use crate::invoke::Incoming;

/// A part of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its id.
    pub id: String,
    /// The shards whose keys it goes on with.
    pub parents: Vec<String>,
}

/// Where to begin in a shard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// At the oldest record that there still is.
    Oldest,
    /// At the first record of a time, or before it where the stream knows no times.
    Since(SystemTime),
    /// Behind a record.
    After(String),
}

/// A record.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in its shard.
    pub sequence: String,
    /// Records of one key keep their order.
    pub key: String,
    /// When it came.
    pub at: Option<SystemTime>,
    /// What it brings; nothing where the trigger does not ask for it, and a text where it cannot be read.
    pub brings: Option<std::result::Result<Incoming, String>>,
}

/// A stream.
pub trait Source: Send + Sync + 'static {
    /// What its positions are found by.
    fn name(&self) -> &str;

    /// Its shards, those that have ended too.
    ///
    /// # Errors
    /// It cannot be reached.
    fn shards(&self) -> impl Future<Output = Result<Vec<Shard>>> + Send;

    /// A place in a shard.
    ///
    /// # Errors
    /// It cannot be reached.
    fn iterator(&self, shard: &str, from: &From) -> impl Future<Output = Result<String>> + Send;

    /// The records from a place on, and the place behind them; no place where the shard has ended.
    ///
    /// # Errors
    /// It cannot be reached, or the place has become invalid.
    fn records(&self, iterator: &str, most: u32) -> impl Future<Output = Result<(Vec<Entry>, Option<String>)>> + Send;
}

/// Where a reader notes how far it is.
pub trait Notes: Send + Sync + 'static {
    /// What was noted about a stream.
    ///
    /// # Errors
    /// It cannot be reached.
    fn load(&self, stream: &str) -> impl Future<Output = Result<Option<Positions>>> + Send;

    /// Notes it.
    ///
    /// # Errors
    /// It cannot be reached.
    fn save(&self, stream: &str, positions: &Positions) -> impl Future<Output = Result<()>> + Send;
}

/// Where records go that could not be handled.
pub trait Dead: Send + Sync + 'static {
    /// Takes a record, or its description.
    ///
    /// # Errors
    /// It cannot be reached.
    fn bury(&self, entry: &Entry, description: String) -> impl Future<Output = Result<()>> + Send;
}
