//! A deployment while it runs: what all its parts share.

use std::sync::Arc;
use std::time::SystemTime;

use super::deployment::{Deployment, Member};
use super::life::Life;
use super::metrics::Metrics;
use crate::invoke::{About, Backends, Incoming, Invocation, Outcome, attempt};
use crate::{Error, Result};

/// What all parts of the program share.
pub struct Running {
    /// What it serves.
    pub deployment: Deployment,
    /// What its handles are made from.
    pub backends: Arc<dyn Backends>,
    /// What it counts.
    pub metrics: Metrics,
    /// Where it is in its life.
    pub life: Life,
}

impl Running {
    /// Runs a function once, to its end or its timeout, whether somebody still waits for it or not.
    ///
    /// # Errors
    /// As [`attempt`].
    pub async fn run(&self, member: Member, incoming: Incoming, about: About) -> Result<Outcome> {
        let invocation = Invocation { incoming, about, backends: Arc::clone(&self.backends) };
        let doing = self.life.busy.begin();
        // A caller that hangs up must not leave half of an order behind.
        let task = tokio::spawn(async move {
            let outcome = attempt(member.function, invocation).await;
            drop(doing);
            outcome
        });
        task.await.unwrap_or_else(|error| Err(Error::new(format!("the invocation broke off: {error}"))))
    }
}

impl Member {
    /// When an invocation that begins now is stopped.
    pub fn deadline(&self) -> Option<SystemTime> {
        SystemTime::now().checked_add(self.timeout)
    }
}
