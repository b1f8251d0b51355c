//! An SQS queue.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_sqs::types::{DeleteMessageBatchRequestEntry, Message, MessageSystemAttributeName as Attribute};

use super::{Line, Received};
use crate::aws::{Clients, fault};
use crate::invoke::{Trace, trace};
use crate::{Error, Result};

/// A queue of AWS.
pub struct Sqs {
    clients: Arc<Clients>,
    url: String,
}

impl Sqs {
    /// Finds the queue of a name; one of another account is told by its URL.
    ///
    /// # Errors
    /// There is none, or it cannot be asked for.
    pub async fn find(clients: Arc<Clients>, told: &str) -> Result<Self> {
        if told.contains("://") {
            return Ok(Self { clients, url: told.to_owned() });
        }
        let answer = clients.sqs().await.get_queue_url().queue_name(told).send().await;
        let answer = answer.map_err(|error| fault(&format!("the queue `{told}` cannot be found"), error))?;
        let url = answer.queue_url.ok_or_else(|| Error::new(format!("the queue `{told}` has no URL")))?;
        Ok(Self { clients, url })
    }

    /// Sends a message, as a reader of a stream does with what it could not handle.
    ///
    /// # Errors
    /// The queue cannot be reached.
    #[cfg(feature = "dynamodb")]
    pub async fn send(&self, body: String) -> Result<()> {
        let sent = self.clients.sqs().await.send_message().queue_url(&self.url).message_body(body).send().await;
        sent.map(drop).map_err(|error| fault("a dead letter cannot be sent", error))
    }
}

impl Line for Sqs {
    async fn receive(&self, most: u32, hidden: Duration, wait: Duration) -> Result<Vec<Received>> {
        let request = self.clients.sqs().await.receive_message().queue_url(&self.url);
        let request = request.max_number_of_messages(i32::try_from(most).unwrap_or(1));
        let request = request.visibility_timeout(seconds(hidden)).wait_time_seconds(seconds(wait));
        let request = request
            .message_system_attribute_names(Attribute::ApproximateReceiveCount)
            .message_system_attribute_names(Attribute::AwsTraceHeader)
            .message_attribute_names(trace::PARENT)
            .message_attribute_names(trace::STATE);
        let answer = request.send().await.map_err(|error| fault("the queue cannot be read", error))?;
        Ok(answer.messages.unwrap_or_default().into_iter().map(received).collect())
    }

    async fn delete(&self, receipts: &[String]) -> Result<Vec<String>> {
        let entry = |(index, receipt): (usize, &String)| {
            DeleteMessageBatchRequestEntry::builder().id(index.to_string()).receipt_handle(receipt).build()
        };
        let entries = receipts.iter().enumerate().map(entry).collect::<Result<_, _>>()?;
        let request = self.clients.sqs().await.delete_message_batch().queue_url(&self.url);
        let answer = request.set_entries(Some(entries)).send().await;
        let answer = answer.map_err(|error| fault("messages cannot be removed", error))?;
        let refused = answer.failed.iter().filter_map(|it| receipts.get(it.id.parse::<usize>().ok()?));
        Ok(refused.cloned().collect())
    }

    async fn hide(&self, receipt: &str, time: Duration) -> Result<()> {
        let request = self.clients.sqs().await.change_message_visibility().queue_url(&self.url);
        let changed = request.receipt_handle(receipt).visibility_timeout(seconds(time)).send().await;
        changed.map(drop).map_err(|error| fault("the visibility of a message cannot be changed", error))
    }
}

fn received(message: Message) -> Received {
    let attributes = message.attributes.unwrap_or_default();
    let said = |name| message.message_attributes.as_ref()?.get(name)?.string_value.as_deref();
    let amazon = attributes.get(&Attribute::AwsTraceHeader).map(String::as_str);
    let trace = Trace::new(amazon, said(trace::PARENT), said(trace::STATE));
    Received {
        id: message.message_id.unwrap_or_default(),
        receipt: message.receipt_handle.unwrap_or_default(),
        body: message.body.unwrap_or_default(),
        receives: attributes.get(&Attribute::ApproximateReceiveCount).and_then(|it| it.parse().ok()).unwrap_or(1),
        trace,
    }
}

fn seconds(time: Duration) -> i32 {
    i32::try_from(time.as_secs()).unwrap_or(i32::MAX)
}
