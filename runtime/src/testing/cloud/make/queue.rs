//! A queue with its dead-letter queue, of the application or of a function's own.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_sqs::types::QueueAttributeName as Attribute;
use serde_json::{Value, json};

use super::Maker;
use crate::aws::fault;
use crate::{Error, Result};

/// The longest name (SQS quotas, 2026-11).
const LONGEST: usize = 80;
/// A test waits for no delay: the shortest that is one.
const DELAY: Duration = Duration::from_secs(1);

/// What a queue is like.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Whether it keeps the order within a group.
    pub fifo: bool,
    /// Receives before a message is a dead letter.
    pub receives: u32,
    /// How long a message is held back.
    pub delay: Duration,
    /// The service that sends to it, and the ARN on whose behalf.
    pub from: Option<(&'static str, String)>,
}

/// Makes a queue of the application.
///
/// # Errors
/// AWS refuses.
pub async fn of(maker: &Arc<Maker>, id: &'static str, plan: Plan) -> Result<()> {
    make(maker, ("queue", id), "", plan).await.map(drop)
}

/// Makes the queue between a function and what sends to it. Its ARN.
///
/// # Errors
/// AWS refuses.
pub async fn inbox(maker: &Arc<Maker>, id: &'static str, plan: Plan) -> Result<String> {
    make(maker, ("inbox", id), "-inbox", plan).await
}

/// Its ARN.
async fn make(maker: &Arc<Maker>, (kind, id): (&'static str, &'static str), part: &str, plan: Plan) -> Result<String> {
    let fifo = if plan.fifo { ".fifo" } else { "" };
    let name = maker.names.of(id, &format!("{part}{fifo}"), LONGEST);
    let dead =
        create(maker, &maker.names.of(id, &format!("{part}-dead{fifo}"), LONGEST), plan.fifo, Vec::new()).await?;
    maker.dead.lock().insert((kind, id), dead.clone());
    let dead_arn = arn(maker, &dead).await?;
    // Both are in one region of one account.
    let arn = dead_arn.rsplit_once(':').map(|(place, _)| format!("{place}:{name}")).unwrap_or_default();
    let redrive = json!({ "deadLetterTargetArn": dead_arn, "maxReceiveCount": plan.receives.max(1) });
    let mut attributes = vec![(Attribute::RedrivePolicy, redrive.to_string())];
    if !plan.delay.is_zero() {
        attributes.push((Attribute::DelaySeconds, plan.delay.min(DELAY).as_secs().to_string()));
    }
    if let Some((service, source)) = &plan.from {
        // With the queue from its first moment on: a policy that comes later takes a while to count.
        attributes.push((Attribute::Policy, policy(&arn, service, source).to_string()));
    }
    maker.made(kind, id, create(maker, &name, plan.fifo, attributes).await?);
    Ok(arn)
}

async fn create(maker: &Arc<Maker>, name: &str, fifo: bool, attributes: Vec<(Attribute, String)>) -> Result<String> {
    let mut request = maker.clients.sqs().await.create_queue().queue_name(name);
    for (attribute, value) in attributes {
        request = request.attributes(attribute, value);
    }
    if fifo {
        request = request.attributes(Attribute::FifoQueue, "true");
        request = request.attributes(Attribute::ContentBasedDeduplication, "true");
    }
    let answer = request.send().await.map_err(|error| fault(&format!("the queue `{name}` cannot be made"), error))?;
    let url = answer.queue_url.ok_or_else(|| Error::new(format!("the queue `{name}` has no URL")))?;
    let (clients, place) = (Arc::clone(&maker.clients), url.clone());
    maker.undo.add(format!("the queue {name}"), async move {
        let gone = clients.sqs().await.delete_queue().queue_url(place).send().await;
        gone.map(drop).map_err(|error| fault("it cannot be removed", error))
    });
    Ok(url)
}

async fn arn(maker: &Maker, url: &str) -> Result<String> {
    let request = maker.clients.sqs().await.get_queue_attributes().queue_url(url);
    let answer = request.attribute_names(Attribute::QueueArn).send().await;
    let answer = answer.map_err(|error| fault("a queue cannot be asked for its ARN", error))?;
    let arn = answer.attributes.and_then(|mut all| all.remove(&Attribute::QueueArn));
    arn.ok_or_else(|| Error::new(format!("the queue {url} has no ARN")))
}

fn policy(queue: &str, service: &str, source: &str) -> Value {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "Service": service },
            "Action": "sqs:SendMessage",
            "Resource": queue,
            "Condition": { "ArnEquals": { "aws:SourceArn": source } },
        }],
    })
}
