//! A service, as its attribute says and as an adapter starts it.

use crate::backend::Later;
use crate::invoke::{Invocation, Serving};

/// Starts a service.
pub type Start = fn(Invocation) -> Later<'static, Serving>;

/// A long-running part of the system, in containers.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Its HTTP side; nothing for a worker.
    pub http: Option<Http>,
    /// The deployment it shares.
    pub group: Option<&'static str>,
    /// The path that says it is ready, where it has one of its own.
    pub health: Option<&'static str>,
    /// Starts it.
    pub start: Start,
}

impl Service {
    /// The deployment that serves it.
    pub fn deployment(&self, id: &'static str) -> &'static str {
        self.group.unwrap_or(id)
    }
}

/// The HTTP side of a service.
#[derive(Clone, Copy, Debug)]
pub struct Http {
    /// The port that it is told to listen on, where it is written.
    pub port: Option<u16>,
    /// The host name it answers to, where it is written.
    pub host: Option<&'static str>,
    /// The path below which it answers.
    pub path: &'static str,
}
