//! Tables, with their indexes and streams.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, IndexStatus, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, StreamSpecification, StreamViewType, TableStatus,
};

use super::{Maker, until};
use crate::Result;
use crate::aws::fault;
use crate::resource::{Index, KeyFields};

/// The longest name (DynamoDB quotas, 2026-11).
const LONGEST: usize = 255;

/// Makes a table and waits until it is there.
///
/// # Errors
/// AWS refuses, or it takes too long.
pub async fn make(
    maker: &Arc<Maker>,
    id: &'static str,
    fields: KeyFields,
    indexes: &[Index],
    stream: bool,
) -> Result<()> {
    let name = maker.names.of(id, "", LONGEST);
    let all: Vec<KeyFields> = std::iter::once(fields).chain(indexes.iter().map(|index| index.fields)).collect();
    let view = stream.then(|| StreamSpecification::builder().stream_enabled(true));
    let view = view.map(|it| it.stream_view_type(StreamViewType::NewAndOldImages).build()).transpose()?;
    let indexes = indexes.iter().map(index).collect::<Result<Vec<_>>>()?;
    let request = maker.clients.dynamodb().await.create_table().table_name(&name);
    let request = request.billing_mode(BillingMode::PayPerRequest).set_stream_specification(view);
    let request = request.set_key_schema(Some(schema(fields)?)).set_attribute_definitions(Some(definitions(&all)?));
    let request = request.set_global_secondary_indexes((!indexes.is_empty()).then_some(indexes));
    request.send().await.map_err(|error| fault(&format!("the table `{name}` cannot be made"), error))?;
    let (clients, place) = (Arc::clone(&maker.clients), name.clone());
    maker.undo.add(format!("the table {name}"), async move {
        let gone = clients.dynamodb().await.delete_table().table_name(place).send().await;
        gone.map(drop).map_err(|error| fault("it cannot be removed", error))
    });
    until(&format!("the table `{name}`"), || is_there(maker, &name)).await?;
    maker.made("table", id, name);
    Ok(())
}

async fn is_there(maker: &Maker, name: &str) -> Result<bool> {
    let answer = maker.clients.dynamodb().await.describe_table().table_name(name).send().await;
    let answer = answer.map_err(|error| fault(&format!("the table `{name}` cannot be asked for"), error))?;
    let Some(table) = answer.table else { return Ok(false) };
    let mut indexes = table.global_secondary_indexes.iter().flatten();
    let is_active = |it: &IndexStatus| *it == IndexStatus::Active;
    Ok(table.table_status == Some(TableStatus::Active)
        && indexes.all(|it| it.index_status.as_ref().is_none_or(is_active)))
}

fn index(index: &Index) -> Result<GlobalSecondaryIndex> {
    let all = Projection::builder().projection_type(ProjectionType::All).build();
    let built = GlobalSecondaryIndex::builder().index_name(index.name).set_key_schema(Some(schema(index.fields)?));
    Ok(built.projection(all).build()?)
}

fn schema(fields: KeyFields) -> Result<Vec<KeySchemaElement>> {
    let keys = std::iter::once((fields.key, KeyType::Hash)).chain(fields.sort.map(|sort| (sort, KeyType::Range)));
    let element = |(name, kind)| Ok(KeySchemaElement::builder().attribute_name(name).key_type(kind).build()?);
    keys.map(element).collect()
}

/// Each field once.
fn definitions(all: &[KeyFields]) -> Result<Vec<AttributeDefinition>> {
    let mut kinds = BTreeMap::new();
    for fields in all {
        for field in std::iter::once(fields.key).chain(fields.sort) {
            kinds.insert(field, kind(*fields, field));
        }
    }
    let definition =
        |(name, kind)| Ok(AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build()?);
    kinds.into_iter().map(definition).collect()
}

fn kind(fields: KeyFields, field: &str) -> ScalarAttributeType {
    if fields.binary.contains(&field) {
        ScalarAttributeType::B
    } else if fields.numbers.contains(&field) {
        ScalarAttributeType::N
    } else {
        ScalarAttributeType::S
    }
}
