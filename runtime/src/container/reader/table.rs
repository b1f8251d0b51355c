//! The changes of a DynamoDB table.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::SystemTime;

use aws_sdk_dynamodbstreams::operation::get_shard_iterator::GetShardIteratorError;
use aws_sdk_dynamodbstreams::types::{
    AttributeValue, OperationType, Record, Shard as Listed, ShardIteratorType as Type, StreamRecord,
};
use serde_json::Value;

use super::{Entry, From, Shard, Source};
use crate::aws::{Clients, fault};
use crate::backend::Item;
use crate::invoke::Incoming;
use crate::registry::Change as Kind;
use crate::{Change, Error, Result};

/// The most records of one answer (DynamoDB Streams API, 2026-11).
const MOST: u32 = 1000;

/// The stream of a table.
pub struct Changes {
    clients: Arc<Clients>,
    arn: String,
    on: &'static [Kind],
}

impl Changes {
    /// Finds the stream of a table. All changes are asked for where none is named.
    ///
    /// # Errors
    /// The table cannot be asked, or has no stream.
    pub async fn find(clients: Arc<Clients>, table: &str, on: &'static [Kind]) -> Result<Self> {
        let answer = clients.dynamodb().await.describe_table().table_name(table).send().await;
        let answer = answer.map_err(|error| fault(&format!("the table `{table}` cannot be found"), error))?;
        let arn = answer.table.and_then(|it| it.latest_stream_arn);
        let arn = arn.ok_or_else(|| Error::new(format!("the table `{table}` has no stream")))?;
        Ok(Self { clients, arn, on })
    }

    async fn page(&self, after: Option<String>) -> Result<(Vec<Listed>, Option<String>)> {
        let client = self.clients.dynamodbstreams().await;
        let request = client.describe_stream().stream_arn(&self.arn).set_exclusive_start_shard_id(after);
        let answer = request.send().await.map_err(|error| fault("the table's stream cannot be described", error))?;
        let described = answer.stream_description;
        let last = described.as_ref().and_then(|it| it.last_evaluated_shard_id.clone());
        Ok((described.and_then(|it| it.shards).unwrap_or_default(), last))
    }

    fn entry(&self, record: Record) -> Entry {
        let kind = match record.event_name {
            Some(OperationType::Insert) => Some(Kind::Insert),
            Some(OperationType::Modify) => Some(Kind::Modify),
            Some(OperationType::Remove) => Some(Kind::Remove),
            _ => None,
        };
        let images = record.dynamodb.unwrap_or_else(|| StreamRecord::builder().build());
        let at = images.approximate_creation_date_time.and_then(|it| SystemTime::try_from(it).ok());
        let is_asked_for = kind.is_some_and(|kind| self.on.is_empty() || self.on.contains(&kind));
        let (sequence, key) = (images.sequence_number.clone().unwrap_or_default(), key(images.keys.as_ref()));
        let brings = kind.filter(|_| is_asked_for).map(|kind| {
            change(kind, images.old_image, images.new_image).map(Incoming::Change).map_err(|it| it.to_string())
        });
        Entry { sequence, key, at, brings }
    }
}

impl Source for Changes {
    fn name(&self) -> &str {
        &self.arn
    }

    async fn shards(&self) -> Result<Vec<Shard>> {
        let (mut shards, mut after) = (Vec::new(), None);
        loop {
            let (some, last) = self.page(after).await?;
            shards.extend(
                some.into_iter().filter_map(|it| {
                    Some(Shard { id: it.shard_id?, parents: it.parent_shard_id.into_iter().collect() })
                }),
            );
            if last.is_none() {
                return Ok(shards);
            }
            after = last;
        }
    }

    /// What has been trimmed meanwhile is lost, and the reader says so and goes on with what there is.
    async fn iterator(&self, shard: &str, from: &From) -> Result<String> {
        let (kind, after) = match from {
            From::Oldest | From::Since(_) => (Type::TrimHorizon, None),
            From::After(sequence) => (Type::AfterSequenceNumber, Some(sequence.clone())),
        };
        let client = self.clients.dynamodbstreams().await;
        let request = |kind, after| {
            let request = client.get_shard_iterator().stream_arn(&self.arn).shard_id(shard);
            request.shard_iterator_type(kind).set_sequence_number(after)
        };
        let mut answer = request(kind, after).send().await;
        if let Err(error) = &answer
            && error.as_service_error().is_some_and(GetShardIteratorError::is_trimmed_data_access_exception)
        {
            tracing::error!(shard, "changes were lost: they are older than the table's stream keeps them");
            answer = request(Type::TrimHorizon, None).send().await;
        }
        let answer = answer.map_err(|error| fault("a shard cannot be read", error))?;
        answer.shard_iterator.ok_or_else(|| Error::new("a shard has no beginning"))
    }

    async fn records(&self, iterator: &str, most: u32) -> Result<(Vec<Entry>, Option<String>)> {
        let client = self.clients.dynamodbstreams().await;
        let most = i32::try_from(most.min(MOST)).unwrap_or(1);
        let answer = client.get_records().shard_iterator(iterator).limit(most).send().await;
        let answer = answer.map_err(|error| fault("changes cannot be read", error))?;
        let entries = answer.records.unwrap_or_default().into_iter().map(|it| self.entry(it));
        Ok((entries.collect(), answer.next_shard_iterator))
    }
}

fn change(
    kind: Kind,
    old: Option<HashMap<String, AttributeValue>>,
    new: Option<HashMap<String, AttributeValue>>,
) -> Result<Change<Item>> {
    let there = |image: Option<HashMap<_, _>>, which| {
        let image = image.ok_or_else(|| Error::new(format!("the table's stream does not show the {which} item")))?;
        image.into_iter().map(|(name, it)| Ok((name, json(it)?))).collect::<Result<Item>>()
    };
    Ok(match kind {
        Kind::Insert => Change::Insert { new: there(new, "new")? },
        Kind::Modify => Change::Modify { old: there(old, "old")?, new: there(new, "new")? },
        Kind::Remove => Change::Remove { old: there(old, "old")? },
    })
}

/// A text that is the same for the same key.
fn key(keys: Option<&HashMap<String, AttributeValue>>) -> String {
    let sorted: BTreeMap<&String, String> =
        keys.into_iter().flatten().map(|(name, value)| (name, format!("{value:?}"))).collect();
    format!("{sorted:?}")
}

/// Sets are lists, and bytes are lists of numbers, as serde writes them.
fn json(value: AttributeValue) -> Result<Value> {
    Ok(match value {
        AttributeValue::Null(_) => Value::Null,
        AttributeValue::Bool(value) => value.into(),
        AttributeValue::S(text) => text.into(),
        AttributeValue::N(digits) => number(&digits)?,
        AttributeValue::B(bytes) => bytes.into_inner().into(),
        AttributeValue::M(fields) => {
            Value::Object(fields.into_iter().map(|(name, it)| Ok((name, json(it)?))).collect::<Result<_>>()?)
        }
        AttributeValue::L(list) => list.into_iter().map(json).collect::<Result<_>>()?,
        AttributeValue::Ss(texts) => texts.into(),
        AttributeValue::Ns(numbers) => numbers.iter().map(|it| number(it)).collect::<Result<_>>()?,
        AttributeValue::Bs(many) => many.into_iter().map(|it| Value::from(it.into_inner())).collect(),
        _ => return Err(Error::new("a field holds something that this version does not know")),
    })
}

/// A whole number stays exact up to 64 bits; what is longer, or has a point, is the nearest `f64`.
fn number(digits: &str) -> Result<Value> {
    let whole = digits.parse::<u64>().map(Value::from).or_else(|_| digits.parse::<i64>().map(Value::from));
    let fraction = || serde_json::Number::from_f64(digits.parse().ok()?).map(Value::Number);
    whole.ok().or_else(fraction).ok_or_else(|| Error::new(format!("`{digits}` is no number")))
}
