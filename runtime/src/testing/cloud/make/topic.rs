//! Topics, and the queues that hear of their messages.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Maker;
use crate::aws::fault;
use crate::{Error, Result};

/// The longest name (SNS quotas, 2026-11).
const LONGEST: usize = 256;

/// Makes a topic.
///
/// # Errors
/// AWS refuses.
pub async fn make(maker: &Arc<Maker>, id: &'static str, fifo: bool) -> Result<()> {
    let name = maker.names.of(id, if fifo { ".fifo" } else { "" }, LONGEST);
    let mut request = maker.clients.sns().await.create_topic().name(&name);
    if fifo {
        request = request.attributes("FifoTopic", "true").attributes("ContentBasedDeduplication", "true");
    }
    let answer = request.send().await.map_err(|error| fault(&format!("the topic `{name}` cannot be made"), error))?;
    let arn = answer.topic_arn.ok_or_else(|| Error::new(format!("the topic `{name}` has no ARN")))?;
    let (clients, place) = (Arc::clone(&maker.clients), arn.clone());
    // Its subscriptions go with it.
    maker.undo.add(format!("the topic {name}"), async move {
        let gone = clients.sns().await.delete_topic().topic_arn(place).send().await;
        gone.map(drop).map_err(|error| fault("it cannot be removed", error))
    });
    maker.made("topic", id, arn);
    Ok(())
}

/// Lets a queue hear of the messages that pass a filter.
///
/// # Errors
/// AWS refuses.
#[cfg(feature = "sqs")]
pub async fn subscribe(maker: &Maker, topic: &str, queue: &str, filter: &[(&str, &[&str])]) -> Result<()> {
    let request = maker.clients.sns().await.subscribe().topic_arn(topic).protocol("sqs").endpoint(queue);
    let mut request = request.attributes("RawMessageDelivery", "true");
    if !filter.is_empty() {
        let policy: Map<String, Value> =
            filter.iter().map(|(field, values)| ((*field).to_owned(), Value::from(values.to_vec()))).collect();
        request = request.attributes("FilterPolicyScope", "MessageBody");
        request = request.attributes("FilterPolicy", Value::Object(policy).to_string());
    }
    request.send().await.map(drop).map_err(|error| fault("a topic cannot be subscribed to", error))
}
