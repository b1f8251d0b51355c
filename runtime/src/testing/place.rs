//! Where an application runs for a test: in this process, or somewhere else.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use serde_json::Value;

use crate::backend::Later;
use crate::invoke::Backends;
use crate::{Response, Result};

/// Where an application runs. What a test does beyond what handles can do anyway.
pub trait Place: Send + Sync {
    /// What handles are made from.
    ///
    /// # Errors
    /// The application has ended.
    fn backends(&self) -> Result<Arc<dyn Backends>>;
    /// The answer to an HTTP request.
    fn ask(&self, request: Request<Bytes>) -> Later<'_, Response>;
    /// Starts a scheduled function and waits for its end.
    fn tick<'a>(&'a self, function: &'a str) -> Later<'a, ()>;
    /// What could not be handled.
    fn dead_letters<'a>(&'a self, of: Of<'a>) -> Later<'a, Vec<Value>>;
    /// Gives a secret a value.
    fn set_secret<'a>(&'a self, id: &'a str, value: String) -> Later<'a, ()>;
    /// Waits until nothing waits and nothing runs.
    fn settled(&self, timeout: Duration) -> Later<'_, ()>;
    /// Removes what was made for it.
    fn end(&self) -> Later<'_, ()>;
    /// Where it listens.
    fn address(&self) -> String;
}

/// Whose dead letters.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// Of a queue.
    Queue(&'a str),
    /// Of a function with a queue of its own.
    Function(&'a str),
}
