//! Queues: Amazon SQS.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_sqs::types::{
    MessageAttributeValue, MessageSystemAttributeNameForSends as Attribute, MessageSystemAttributeValue,
    SendMessageBatchRequestEntry,
};
use tokio::sync::OnceCell;

use super::batch::{Batched, Limits, Refused, send_all, why};
use super::clients::Clients;
use super::fault::fault;
use super::letter::{Letter, TYPE, is_fifo};
use super::trace;
use crate::Result;
use crate::backend::{self, Later, Outgoing};

/// A queue.
pub struct Queue {
    id: &'static str,
    /// Its URL, or its name or ARN.
    place: String,
    url: OnceCell<String>,
    clients: Arc<Clients>,
}

impl Queue {
    /// A queue that nobody has asked for yet.
    pub fn new(id: &'static str, place: String, clients: Arc<Clients>) -> Self {
        Self { id, place, url: OnceCell::new(), clients }
    }

    /// Its URL; where only a name is known, AWS is asked once.
    async fn url(&self) -> Result<&str> {
        let url = self.url.get_or_try_init(|| async {
            if self.place.contains("://") {
                return Ok(self.place.clone());
            }
            // An ARN ends with the account and the name.
            let mut parts = self.place.rsplit(':');
            let (name, owner) = (parts.next(), parts.next());
            let request = self.clients.sqs().await.get_queue_url().set_queue_name(name.map(str::to_owned));
            let answer = request.set_queue_owner_aws_account_id(owner.map(str::to_owned)).send().await;
            let answer = answer.map_err(|error| fault(&format!("{} cannot be found", self.what()), error))?;
            Ok(answer.queue_url.unwrap_or_default())
        });
        url.await.map(String::as_str)
    }

    /// One message by a call of its own: it has no half answer.
    async fn send_one(&self, letter: Letter) -> Result<()> {
        let url = self.url().await?;
        let Letter { message, deduplication, context } = letter;
        let mut request = self.clients.sqs().await.send_message().queue_url(url).message_body(message.body);
        request = request.set_message_group_id(message.group).set_message_deduplication_id(deduplication);
        request = request.set_delay_seconds(message.delay.map(seconds));
        if let Some(header) = trace::current().amazon() {
            request = request.message_system_attributes(Attribute::AwsTraceHeader, for_aws(header)?);
        }
        for (name, value) in context {
            request = request.message_attributes(name, attribute(value)?);
        }
        request.send().await.map(drop).map_err(|error| fault(&self.cannot_send(), error))
    }

    fn cannot_send(&self) -> String {
        format!("{} cannot be sent to", self.what())
    }
}

/// What a message knows of the trace that it belongs to, as AWS writes it; it is no part of what its size is counted by.
fn for_aws(trace: &str) -> Result<MessageSystemAttributeValue> {
    Ok(MessageSystemAttributeValue::builder().data_type(TYPE).string_value(trace).build()?)
}

fn attribute(value: impl Into<String>) -> Result<MessageAttributeValue> {
    Ok(MessageAttributeValue::builder().data_type(TYPE).string_value(value).build()?)
}

/// Whole seconds, never less than was asked for; what is too long AWS refuses.
fn seconds(delay: Duration) -> i32 {
    i32::try_from(delay.as_millis().div_ceil(1000)).unwrap_or(i32::MAX)
}

fn entry(index: usize, letter: &Letter) -> Result<SendMessageBatchRequestEntry> {
    let Letter { message, deduplication, context } = letter;
    let mut entry = SendMessageBatchRequestEntry::builder().id(index.to_string()).message_body(&message.body);
    entry = entry.set_message_group_id(message.group.clone()).set_message_deduplication_id(deduplication.clone());
    entry = entry.set_delay_seconds(message.delay.map(seconds));
    if let Some(header) = trace::current().amazon() {
        entry = entry.message_system_attributes(Attribute::AwsTraceHeader, for_aws(header)?);
    }
    for (name, value) in context {
        entry = entry.message_attributes(*name, attribute(value)?);
    }
    Ok(entry.build()?)
}

impl Batched for Queue {
    type Message = Letter;
    /// SQS quotas (2026-11).
    const LIMITS: Limits = Limits { count: 10, bytes: 1 << 20, each: 1 << 20 };

    fn what(&self) -> String {
        format!("the queue `{}`", self.id)
    }

    fn bytes(letter: &Letter) -> usize {
        letter.bytes()
    }

    fn lane<'m>(&self, letter: &'m Letter) -> Option<&'m str> {
        letter.lane()
    }

    async fn send(&self, batch: &[&Letter]) -> Result<Vec<Refused>> {
        let entries = batch.iter().enumerate().map(|(index, letter)| entry(index, letter)).collect::<Result<_>>()?;
        let request = self.clients.sqs().await.send_message_batch().queue_url(self.url().await?);
        let answer = request.set_entries(Some(entries)).send().await;
        let answer = answer.map_err(|error| fault(&self.cannot_send(), error))?;
        let refused = answer.failed.into_iter().map(|it| Refused {
            index: it.id.parse().unwrap_or_default(),
            again: !it.sender_fault,
            why: why(Some(&it.code), it.message.as_deref()),
        });
        Ok(refused.collect())
    }
}

impl backend::Queue for Queue {
    fn send(&self, messages: Vec<Outgoing>) -> Later<'_, ()> {
        let mut letters: Vec<Letter> =
            messages.into_iter().map(|it| Letter::new(it, is_fifo(&self.place), Self::LIMITS.each)).collect();
        Box::pin(async move {
            match letters.pop() {
                Some(only) if letters.is_empty() => self.send_one(only).await,
                last => send_all(self, letters.into_iter().chain(last).collect()).await,
            }
        })
    }
}
