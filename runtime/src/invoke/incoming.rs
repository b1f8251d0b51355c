//! What a trigger brings, before the function's types are known.

use std::time::SystemTime;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::Invocation;
use crate::backend::Item;
use crate::{Change, Error, Event, Object, Record, Result};

/// What a trigger brings.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// An HTTP request.
    Request(Box<Request>),
    /// JSON of a message of a queue or topic.
    Message(String),
    /// A change of a table's item.
    Change(Change<Item>),
    /// An object of a bucket.
    Object(Object),
    /// The time for which a schedule starts the function.
    Tick(SystemTime),
    /// An event of a bus.
    Event(Event<Value>),
    /// A record of a stream; its data is JSON.
    Record(Record<String>),
    /// JSON of a call's input.
    Call(String),
    /// Nothing: a service starts.
    Start,
}

/// An HTTP request with its whole body.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method, URI and headers.
    pub head: http::request::Parts,
    /// The parameters of the path, decoded, in its order.
    pub path: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
    /// The claims of the token that has been checked.
    pub claims: Option<Map<String, Value>>,
}

/// An input that another trigger brings: a fault of the adapter, never of the application.
fn other(wanted: &str) -> Error {
    Error::new(format!("this trigger brings no {wanted}"))
}

impl Invocation {
    /// The HTTP request.
    pub(crate) fn request(&self) -> Result<&Request> {
        match &self.incoming {
            Incoming::Request(request) => Ok(request),
            _ => Err(other("HTTP request")),
        }
    }

    /// JSON of the message.
    pub(crate) fn message(&self) -> Result<&str> {
        match &self.incoming {
            Incoming::Message(body) => Ok(body),
            _ => Err(other("message")),
        }
    }

    /// The change.
    pub(crate) fn change(&self) -> Result<&Change<Item>> {
        match &self.incoming {
            Incoming::Change(change) => Ok(change),
            _ => Err(other("change")),
        }
    }

    /// The object.
    pub(crate) fn object(&self) -> Result<&Object> {
        match &self.incoming {
            Incoming::Object(object) => Ok(object),
            _ => Err(other("object")),
        }
    }

    /// The time.
    pub(crate) fn tick(&self) -> Result<SystemTime> {
        match &self.incoming {
            Incoming::Tick(time) => Ok(*time),
            _ => Err(other("tick")),
        }
    }

    /// The event.
    pub(crate) fn event(&self) -> Result<&Event<Value>> {
        match &self.incoming {
            Incoming::Event(event) => Ok(event),
            _ => Err(other("event")),
        }
    }

    /// The record.
    pub(crate) fn record(&self) -> Result<&Record<String>> {
        match &self.incoming {
            Incoming::Record(record) => Ok(record),
            _ => Err(other("record")),
        }
    }

    /// JSON of the call's input.
    pub(crate) fn input(&self) -> Result<&str> {
        match &self.incoming {
            Incoming::Call(input) => Ok(input),
            _ => Err(other("input")),
        }
    }
}
