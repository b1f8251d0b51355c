//! What could not be handled.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::Mutex;

use super::depth::depth;
use super::make::Maker;
use crate::Result;
use crate::aws::Clients;
use crate::container::consume::{self, Line as _, Sqs};
use crate::local::body::Body;
use crate::registry::{self, Trigger};
use crate::testing::place::Of;

/// How long a message that was taken is hidden until it is removed.
const HIDDEN: Duration = Duration::from_secs(30);
/// How long a request waits for the first message.
const WAIT: Duration = Duration::from_secs(1);

/// The dead letters of a queue, taken out of it when somebody asks, since a message that is only looked at hides those
/// behind it.
pub struct DeadQueue {
    url: String,
    trigger: Option<Trigger>,
    taken: Mutex<Vec<Value>>,
}

/// Those of queues and inboxes, by kind and id.
pub type Queues = BTreeMap<(&'static str, &'static str), DeadQueue>;

/// The dead-letter queues that were made.
pub fn queues(maker: &Maker) -> Queues {
    let trigger = |(kind, id)| {
        let function = registry::functions().find(|(it, _)| kind == "inbox" && *it == id);
        function.map(|(_, function)| function.trigger)
    };
    let queue = |(of, url)| (of, DeadQueue { url, trigger: trigger(of), taken: Mutex::default() });
    maker.dead().into_iter().map(queue).collect()
}

/// The dead-letter queue of a queue, or of a function with an inbox.
pub fn of<'a>(queues: &'a Queues, of: Of<'a>) -> Option<&'a DeadQueue> {
    let queues: &BTreeMap<(&str, &str), DeadQueue> = queues;
    queues.get(&match of {
        Of::Queue(id) => ("queue", id),
        Of::Function(id) => ("inbox", id),
    })
}

impl DeadQueue {
    /// All of them, as functions would have got them.
    ///
    /// # Errors
    /// The queue cannot be reached.
    pub async fn all(&self, clients: &Arc<Clients>) -> Result<Vec<Value>> {
        let mut taken = self.taken.lock().await;
        let line = Sqs::find(Arc::clone(clients), &self.url).await?;
        loop {
            let messages = line.receive(10, HIDDEN, WAIT).await?;
            let receipts: Vec<String> = messages.iter().map(|it| it.receipt.clone()).collect();
            if receipts.is_empty() && depth(clients, &self.url).await? == 0 {
                return Ok(taken.clone());
            }
            for message in messages {
                taken.extend(self.shown(&message.body));
            }
            if !receipts.is_empty() {
                line.delete(&receipts).await?;
            }
        }
    }

    /// What a body brings, as a person looks at it; what cannot be read, as it is.
    fn shown(&self, body: &str) -> Vec<Value> {
        let as_it_is = || vec![serde_json::from_str(body).unwrap_or_else(|_| body.into())];
        let Some(trigger) = &self.trigger else { return as_it_is() };
        let brought = consume::incoming(trigger, body).unwrap_or_default();
        let shown: Vec<Value> = brought.into_iter().filter_map(Body::of).map(|it| it.shown()).collect();
        if shown.is_empty() { as_it_is() } else { shown }
    }
}
