//! Calls of one function by another.

use std::sync::{Arc, Weak};
use std::time::Duration;

use super::application::Application;
use super::body::Body;
use super::inbox::Inbox;
use super::limits;
use super::queue::posted;
use crate::backend::{self, Later};
use crate::invoke::{Incoming, Outcome, current};
use crate::memory::ready;
use crate::registry::Function;
use crate::{Error, Result};

/// A function that others call.
pub struct Call {
    /// Its id.
    pub id: &'static str,
    /// The function.
    pub function: &'static Function,
    /// Where calls wait that nobody waits for.
    pub inbox: Arc<Inbox>,
    /// Where it runs.
    pub application: Weak<Application>,
}

impl Call {
    async fn now(&self, input: String) -> Result<String> {
        limits::size("the input of the call", input.len(), limits::CALL)?;
        let application = self.application.upgrade().ok_or_else(|| Error::new("the application has ended"))?;
        let trace = current().map(|about| about.trace).unwrap_or_default();
        let outcome = application.invoke(self.id, self.function, Incoming::Call(input), trace).await;
        match outcome.map_err(|error| Error::new(format!("the function `{}` failed: {error}", self.id)))? {
            Outcome::Value(answer) => {
                limits::size("the answer of the call", answer.len(), limits::CALL)?;
                Ok(answer)
            }
            Outcome::Done | Outcome::Delivered | Outcome::Response(_) => Ok("null".to_owned()),
        }
    }

    fn post(&self, input: String) -> Result<()> {
        limits::size("the input of the call", input.len(), limits::CALL_LATER)?;
        self.inbox.put([(posted(Body::Call(input), None), Duration::ZERO)]);
        Ok(())
    }
}

impl backend::Call for Call {
    fn call(&self, input: String) -> Later<'_, String> {
        Box::pin(self.now(input))
    }

    fn call_later(&self, input: String) -> Later<'_, ()> {
        ready(self.post(input))
    }
}
