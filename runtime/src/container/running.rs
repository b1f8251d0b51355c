//! A deployment while it runs: what all its parts share.

use std::sync::Arc;
use std::time::SystemTime;

use super::deployment::{Deployment, Member};
use super::finish::ToTheEnd;
use super::life::Life;
use super::metrics::Metrics;
use super::pace::Pace;
use crate::Result;
use crate::invoke::{About, Backends, Incoming, Invocation, Outcome, attempt};

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
    /// How long it waits for what.
    #[cfg_attr(not(feature = "sqs"), allow(dead_code, reason = "nothing is fed"))]
    pub pace: Pace,
}

impl Running {
    /// Runs a function once, to its end or its timeout, whether somebody still waits for it or not: a caller that hangs up
    /// must not leave half of an order behind. What it answers, or an error, as [`attempt`].
    pub fn run(&self, member: Member, incoming: Incoming, about: About) -> ToTheEnd<Result<Outcome>> {
        let invocation = Invocation { incoming, about, backends: Arc::clone(&self.backends) };
        let doing = self.life.busy.begin();
        ToTheEnd::new(async move {
            let outcome = attempt(member.function, invocation).await;
            drop(doing);
            outcome
        })
    }
}

impl Member {
    /// When an invocation that begins now is stopped.
    pub fn deadline(&self) -> Option<SystemTime> {
        SystemTime::now().checked_add(self.timeout)
    }
}
