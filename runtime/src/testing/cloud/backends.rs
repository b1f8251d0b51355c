//! What handles are made from: the backends of AWS, with what a test needs otherwise.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

use super::make::Maker;
use crate::aws::Clients;
use crate::backend::{Bucket, Bus, Call, Later, Outgoing, Queue, Secret, Stream, Table, Topic};
use crate::invoke::Backends;
use crate::local::application::Application;
use crate::resource::{Index, KeyFields};
use crate::{Error, Result};

/// The longest delay that SQS takes: what is longer it has to refuse itself.
const LONGEST: Duration = Duration::from_mins(15);
/// What is left of a delay: nobody waits for it in a test.
const DELAY: Duration = Duration::from_secs(1);

/// Backends of AWS for a test.
pub struct Resources {
    /// Those of AWS.
    pub aws: Arc<dyn Backends>,
    /// Where resources are.
    pub maker: Arc<Maker>,
    /// Where calls run, for a test; a function's own calls do not come here.
    pub calls: Option<(Arc<Application>, Handle)>,
}

impl Backends for Resources {
    fn table(&self, id: &'static str, key: KeyFields, indexes: &'static [Index]) -> Result<Arc<dyn Table>> {
        self.aws.table(id, key, indexes)
    }

    fn queue(&self, id: &'static str) -> Result<Arc<dyn Queue>> {
        Ok(Arc::new(Soon(self.aws.queue(id)?)))
    }

    fn topic(&self, id: &'static str) -> Result<Arc<dyn Topic>> {
        self.aws.topic(id)
    }

    fn bucket(&self, id: &'static str) -> Result<Arc<dyn Bucket>> {
        self.aws.bucket(id)
    }

    fn secret(&self, id: &'static str) -> Result<Arc<dyn Secret>> {
        // A test that has set a secret expects the next invocation to know it, and none of a minute ago.
        #[cfg(feature = "secretsmanager")]
        return Ok(crate::aws::secret(id, self.maker.place("secret", id)?, self.aws.clients()?));
        #[cfg(not(feature = "secretsmanager"))]
        self.aws.secret(id)
    }

    fn bus(&self, id: &'static str) -> Result<Arc<dyn Bus>> {
        self.aws.bus(id)
    }

    fn stream(&self, id: &'static str) -> Result<Arc<dyn Stream>> {
        self.aws.stream(id)
    }

    fn call(&self, id: &'static str) -> Result<Arc<dyn Call>> {
        let calls = self.calls.as_ref().ok_or_else(|| Error::new("calls of functions stay in their process"))?;
        let (application, handle) = calls;
        Ok(Arc::new(There { call: application.call(id)?, handle: handle.clone() }))
    }

    fn clients(&self) -> Result<Arc<Clients>> {
        self.aws.clients()
    }
}

/// A queue whose delays are short.
struct Soon(Arc<dyn Queue>);

impl Queue for Soon {
    fn send(&self, mut messages: Vec<Outgoing>) -> Later<'_, ()> {
        for message in &mut messages {
            message.delay = message.delay.map(|delay| if delay > LONGEST { delay } else { delay.min(DELAY) });
        }
        self.0.send(messages)
    }
}

/// A function that runs where all others do.
struct There {
    call: Arc<dyn Call>,
    handle: Handle,
}

impl There {
    async fn wait<T: Send + 'static>(&self, task: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
        let done = self.handle.spawn(task).await;
        done.unwrap_or_else(|error| Err(Error::new(format!("the call broke off: {error}"))))
    }
}

impl Call for There {
    fn call(&self, input: String) -> Later<'_, String> {
        let call = Arc::clone(&self.call);
        Box::pin(self.wait(async move { call.call(input).await }))
    }

    fn call_later(&self, input: String) -> Later<'_, ()> {
        let call = Arc::clone(&self.call);
        Box::pin(self.wait(async move { call.call_later(input).await }))
    }
}
