//! One invocation of AWS Lambda. It brings one input, or a batch of them.

use std::sync::Arc;
use std::time::SystemTime;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::invoke::{About, Backends, Incoming, Invocation, Outcome, Trace, attempt};
use crate::registry::Function;
use crate::{Error, Result};

/// The function, and what it is run with.
#[derive(Clone)]
pub struct One {
    /// The function.
    pub function: &'static Function,
    /// What is known about the invocation.
    pub about: About,
    /// What handles are made from.
    pub backends: Arc<dyn Backends>,
}

impl One {
    /// Reads the event of the service; what cannot be read is logged, for nobody else does.
    pub fn read<'a, T: Deserialize<'a>>(&self, event: &'a str) -> Result<T> {
        serde_json::from_str(event).map_err(|fault| {
            let error = Error::new(format!("this is no event of `{}`: {fault}", self.function.trigger.kind()));
            self.log(&error);
            error
        })
    }

    /// Logs an error of what stands between the service and the function.
    pub fn log(&self, error: &Error) {
        let About { function, request_id, trace, .. } = &self.about;
        tracing::error!(function, request_id, trace_id = trace.id(), error = ?error, "the event cannot be handled");
    }

    /// Runs the function.
    pub async fn attempt(&self, incoming: Incoming) -> Result<Outcome> {
        let (about, backends) = (self.about.clone(), Arc::clone(&self.backends));
        attempt(self.function, Invocation { incoming, about, backends }).await
    }

    /// Whether its time is over.
    pub fn is_over(&self) -> bool {
        self.about.deadline.is_some_and(|deadline| deadline <= SystemTime::now())
    }

    /// The same invocation as a part of a batch sees it.
    pub fn traced(&self, trace: Trace) -> Self {
        let mut one = self.clone();
        one.about.trace = trace.or(one.about.trace);
        one
    }
}

/// The answer to a service that looks only at whether an invocation failed.
pub fn done() -> Result<Box<RawValue>> {
    raw("null".to_owned())
}

/// JSON as it is.
pub fn raw(json: String) -> Result<Box<RawValue>> {
    Ok(RawValue::from_string(json)?)
}
