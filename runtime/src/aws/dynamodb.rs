//! Tables: Amazon DynamoDB.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, KeysAndAttributes, PutRequest, WriteRequest};

use super::attribute::{self, Fields};
use super::backoff::Backoff;
use super::clients::Clients;
use super::expression::Placeholders;
use super::fault::fault;
use crate::backend::{self, Changes, Item, Later, Order, Selection};
use crate::resource::{Index, KeyFields};
use crate::{Error, Result};

/// Keys of one `BatchGetItem` (DynamoDB quotas, 2026-11).
const READS: usize = 100;
/// Writes of one `BatchWriteItem` (DynamoDB quotas, 2026-11).
const WRITES: usize = 25;

type Attributes = HashMap<String, AttributeValue>;

/// A table.
pub struct Table {
    id: &'static str,
    /// Its name or its ARN.
    name: String,
    fields: Fields,
    clients: Arc<Clients>,
}

impl Table {
    /// A table that nobody has asked for yet.
    pub fn new(
        id: &'static str,
        name: String,
        key: KeyFields,
        indexes: &'static [Index],
        clients: Arc<Clients>,
    ) -> Self {
        Self { id, name, fields: Fields { key, indexes }, clients }
    }

    /// What failed.
    fn failed(&self, what: &str) -> String {
        format!("the table `{}` cannot be {what}", self.id)
    }

    /// Reads some keys; what was not answered is asked for again.
    async fn read_some(&self, keys: Vec<Attributes>) -> Result<Vec<Item>> {
        let (mut keys, mut items, mut backoff) = (keys, Vec::new(), Backoff::default());
        loop {
            let asked = keys.len();
            let request = KeysAndAttributes::builder().set_keys(Some(keys)).build()?;
            let request = self.clients.dynamodb().await.batch_get_item().request_items(&self.name, request);
            let answer = request.send().await.map_err(|error| fault(&self.failed("read"), error))?;
            let found = answer.responses.unwrap_or_default().into_values().flatten();
            for attributes in found {
                items.push(attribute::item(attributes)?);
            }
            let left = answer.unprocessed_keys.unwrap_or_default().into_values();
            keys = left.flat_map(|it| it.keys).collect();
            if keys.is_empty() {
                return Ok(items);
            }
            self.pause(&mut backoff, "read", asked, keys.len()).await?;
        }
    }

    /// Makes some writes; what was not taken is sent again.
    async fn write_some(&self, mut writes: Vec<WriteRequest>) -> Result<()> {
        let mut backoff = Backoff::default();
        loop {
            let sent = writes.len();
            let request = self.clients.dynamodb().await.batch_write_item().request_items(&self.name, writes);
            let answer = request.send().await.map_err(|error| fault(&self.failed("written"), error))?;
            writes = answer.unprocessed_items.unwrap_or_default().into_values().flatten().collect();
            if writes.is_empty() {
                return Ok(());
            }
            self.pause(&mut backoff, "written", sent, writes.len()).await?;
        }
    }

    async fn pause(&self, backoff: &mut Backoff, what: &str, asked: usize, left: usize) -> Result<()> {
        if left < asked {
            backoff.reset();
        }
        if backoff.wait().await {
            return Ok(());
        }
        Err(Error::new(format!("{}: DynamoDB has left out {left} items again and again", self.failed(what))))
    }

    fn by(&self, index: Option<&str>) -> Result<KeyFields> {
        let Some(name) = index else { return Ok(self.fields.key) };
        let found = self.fields.indexes.iter().find(|index| index.name == name);
        let found = found.ok_or_else(|| Error::new(format!("the table `{}` has no index `{name}`", self.id)))?;
        Ok(found.fields)
    }

    /// A query but for its page.
    async fn query(&self, selection: Selection) -> Result<QueryFluentBuilder> {
        let mut placeholders = Placeholders::new(self.fields);
        let by = self.by(selection.index.as_deref())?;
        let condition = placeholders.condition(by, selection.key.unwrap_or_default(), selection.sort)?;
        let (names, values) = placeholders.into_parts();
        let request = self.clients.dynamodb().await.query().table_name(&self.name).set_index_name(selection.index);
        let request = request.key_condition_expression(condition).set_expression_attribute_names(names);
        let forward = selection.order == Order::Ascending;
        Ok(request.set_expression_attribute_values(values).scan_index_forward(forward))
    }

    async fn page(&self, mut selection: Selection) -> Result<(Vec<Item>, Option<Item>)> {
        let after = selection.after.take().map(|key| self.fields.item(key)).transpose()?;
        let limit = selection.limit.map(|limit| i32::try_from(limit).unwrap_or(i32::MAX));
        let (items, last) = if selection.key.is_some() {
            let request = self.query(selection).await?.set_exclusive_start_key(after).set_limit(limit);
            let answer = request.send().await.map_err(|error| fault(&self.failed("queried"), error))?;
            (answer.items, answer.last_evaluated_key)
        } else {
            let request = self.clients.dynamodb().await.scan().table_name(&self.name).set_index_name(selection.index);
            let request = request.set_exclusive_start_key(after).set_limit(limit);
            let answer = request.send().await.map_err(|error| fault(&self.failed("scanned"), error))?;
            (answer.items, answer.last_evaluated_key)
        };
        let items = items.unwrap_or_default().into_iter().map(attribute::item).collect::<Result<_>>()?;
        Ok((items, last.map(attribute::item).transpose()?))
    }
}

/// Whether a condition was met: `false` where it was not.
fn met<T, E, R>(answer: std::result::Result<T, aws_sdk_dynamodb::error::SdkError<E, R>>, what: &str) -> Result<bool>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    match answer {
        Ok(_) => Ok(true),
        Err(error) if error.code() == Some("ConditionalCheckFailedException") => Ok(false),
        Err(error) => Err(fault(what, error)),
    }
}

impl backend::Table for Table {
    fn get(&self, key: Item) -> Later<'_, Option<Item>> {
        Box::pin(async move {
            let request = self.clients.dynamodb().await.get_item().table_name(&self.name);
            let answer = request.set_key(Some(self.fields.item(key)?)).send().await;
            let answer = answer.map_err(|error| fault(&self.failed("read"), error))?;
            answer.item.map(attribute::item).transpose()
        })
    }

    fn batch_get(&self, keys: Vec<Item>) -> Later<'_, Vec<Item>> {
        Box::pin(async move {
            let keys = keys.into_iter().map(|key| self.fields.item(key)).collect::<Result<Vec<_>>>()?;
            let mut items = Vec::new();
            for some in keys.chunks(READS) {
                items.extend(self.read_some(some.to_vec()).await?);
            }
            Ok(items)
        })
    }

    fn select(&self, selection: Selection) -> Later<'_, (Vec<Item>, Option<Item>)> {
        Box::pin(self.page(selection))
    }

    fn put(&self, item: Item, only_new: bool) -> Later<'_, bool> {
        Box::pin(async move {
            let mut request = self.clients.dynamodb().await.put_item().table_name(&self.name);
            request = request.set_item(Some(self.fields.item(item)?));
            if only_new {
                let mut placeholders = Placeholders::new(self.fields);
                request = request.condition_expression(placeholders.absent());
                request = request.set_expression_attribute_names(placeholders.into_parts().0);
            }
            met(request.send().await, &self.failed("written"))
        })
    }

    fn update(&self, key: Item, mut changes: Changes) -> Later<'_, bool> {
        Box::pin(async move {
            let mut placeholders = Placeholders::new(self.fields);
            let condition = placeholders.unchanged(std::mem::take(&mut changes.only_if))?;
            let update = placeholders.changes(changes)?;
            let (names, values) = placeholders.into_parts();
            let request = self.clients.dynamodb().await.update_item().table_name(&self.name);
            let request = request.set_key(Some(self.fields.item(key)?)).set_update_expression(update);
            let request = request.condition_expression(condition).set_expression_attribute_names(names);
            met(request.set_expression_attribute_values(values).send().await, &self.failed("changed"))
        })
    }

    fn delete(&self, key: Item) -> Later<'_, ()> {
        Box::pin(async move {
            let request = self.clients.dynamodb().await.delete_item().table_name(&self.name);
            let answer = request.set_key(Some(self.fields.item(key)?)).send().await;
            answer.map(drop).map_err(|error| fault(&self.failed("changed"), error))
        })
    }

    fn batch_write(&self, put: Vec<Item>, delete: Vec<Item>) -> Later<'_, ()> {
        Box::pin(async move {
            let mut writes = Vec::with_capacity(put.len() + delete.len());
            for item in put {
                let put = PutRequest::builder().set_item(Some(self.fields.item(item)?)).build()?;
                writes.push(WriteRequest::builder().put_request(put).build());
            }
            for key in delete {
                let delete = DeleteRequest::builder().set_key(Some(self.fields.item(key)?)).build()?;
                writes.push(WriteRequest::builder().delete_request(delete).build());
            }
            for some in writes.chunks(WRITES) {
                self.write_some(some.to_vec()).await?;
            }
            Ok(())
        })
    }
}
