//! Topics: Amazon SNS.

use std::sync::Arc;

use aws_sdk_sns::types::{MessageAttributeValue, PublishBatchRequestEntry};
use tokio::sync::OnceCell;

use super::batch::{Batched, Limits, Refused, send_all, why};
use super::clients::Clients;
use super::fault::fault;
use super::letter::{Letter, TYPE, is_fifo};
use super::trace;
use crate::backend::{self, Later, Outgoing};
use crate::{Error, Result};

/// A topic.
pub struct Topic {
    id: &'static str,
    /// Its ARN or its name.
    place: String,
    arn: OnceCell<String>,
    clients: Arc<Clients>,
}

impl Topic {
    /// A topic that nobody has asked for yet.
    pub fn new(id: &'static str, place: String, clients: Arc<Clients>) -> Self {
        Self { id, place, arn: OnceCell::new(), clients }
    }

    /// Its ARN; where only a name is known, it is in the account and region that the program runs in.
    async fn arn(&self) -> Result<&str> {
        let arn = self.arn.get_or_try_init(|| async {
            if self.place.starts_with("arn:") {
                return Ok(self.place.clone());
            }
            let region = self.clients.config().await.region().map(ToString::to_string);
            let region = region.ok_or_else(|| Error::new(format!("{} needs `AWS_REGION`", self.what())))?;
            let (partition, account) = self.clients.account().await?;
            Ok(format!("arn:{partition}:sns:{region}:{account}:{}", self.place))
        });
        arn.await.map(String::as_str)
    }

    async fn publish_one(&self, letter: Letter) -> Result<()> {
        let Letter { message, deduplication, context } = letter;
        let request = self.clients.sns().await.publish().topic_arn(self.arn().await?).message(message.body);
        let mut request = request.set_message_group_id(message.group).set_message_deduplication_id(deduplication);
        for (name, value) in context {
            request = request.message_attributes(name, attribute(value)?);
        }
        let trace = trace::current();
        let request = request.customize().mutate_request(move |http| trace::into_header(&trace, http));
        request.send().await.map(drop).map_err(|error| fault(&self.cannot_publish(), error))
    }

    fn cannot_publish(&self) -> String {
        format!("{} cannot be published to", self.what())
    }
}

impl Clients {
    /// The partition and the number of the account that the credentials belong to; AWS is asked once.
    async fn account(&self) -> Result<&(String, String)> {
        let account = self.account.get_or_try_init(|| async {
            let answer = self.sts().await.get_caller_identity().send().await;
            let answer = answer.map_err(|error| fault("the account cannot be found out", error))?;
            let partition = answer.arn().and_then(|arn| arn.split(':').nth(1)).unwrap_or("aws").to_owned();
            Ok((partition, answer.account.unwrap_or_default()))
        });
        account.await
    }
}

fn attribute(value: impl Into<String>) -> Result<MessageAttributeValue> {
    Ok(MessageAttributeValue::builder().data_type(TYPE).string_value(value).build()?)
}

fn entry(index: usize, letter: &Letter) -> Result<PublishBatchRequestEntry> {
    let Letter { message, deduplication, context } = letter;
    let entry = PublishBatchRequestEntry::builder().id(index.to_string()).message(&message.body);
    let mut entry = entry.set_message_group_id(message.group.clone());
    for (name, value) in context {
        entry = entry.message_attributes(*name, attribute(value)?);
    }
    Ok(entry.set_message_deduplication_id(deduplication.clone()).build()?)
}

impl Batched for Topic {
    type Message = Letter;
    /// SNS quotas (2026-11).
    const LIMITS: Limits = Limits { count: 10, bytes: 256 << 10, each: 256 << 10 };

    fn what(&self) -> String {
        format!("the topic `{}`", self.id)
    }

    fn bytes(letter: &Letter) -> usize {
        letter.bytes()
    }

    fn lane<'m>(&self, letter: &'m Letter) -> Option<&'m str> {
        letter.lane()
    }

    async fn send(&self, batch: &[&Letter]) -> Result<Vec<Refused>> {
        let entries = batch.iter().enumerate().map(|(index, letter)| entry(index, letter)).collect::<Result<_>>()?;
        let request = self.clients.sns().await.publish_batch().topic_arn(self.arn().await?);
        let trace = trace::current();
        let request = request.set_publish_batch_request_entries(Some(entries)).customize();
        let answer = request.mutate_request(move |http| trace::into_header(&trace, http)).send().await;
        let answer = answer.map_err(|error| fault(&self.cannot_publish(), error))?;
        let refused = answer.failed.unwrap_or_default().into_iter().map(|it| Refused {
            index: it.id.parse().unwrap_or_default(),
            again: !it.sender_fault,
            why: why(Some(&it.code), it.message.as_deref()),
        });
        Ok(refused.collect())
    }
}

impl backend::Topic for Topic {
    fn publish(&self, messages: Vec<Outgoing>) -> Later<'_, ()> {
        let mut letters: Vec<Letter> =
            messages.into_iter().map(|it| Letter::new(it, is_fifo(&self.place), Self::LIMITS.each)).collect();
        Box::pin(async move {
            match letters.pop() {
                Some(only) if letters.is_empty() => self.publish_one(only).await,
                last => send_all(self, letters.into_iter().chain(last).collect()).await,
            }
        })
    }
}
