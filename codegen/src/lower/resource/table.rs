//! Tables.

use watershed_grammar::resource::table::{Attribute, Scalar, Table};

use super::Writing;
use crate::lower::key;
use crate::physical::TABLE;
use crate::terraform::hcl::Body;
use crate::terraform::resource::{
    DynamodbTable, GlobalIndex, PointInTimeRecovery, Resource as _, ServerSideEncryption, TableAttribute, TimeToLive,
};

/// Writes a table.
pub fn lower(table: &Table, writing: Writing<'_>, protected: bool, file: &mut Body) {
    let mut written = DynamodbTable::new(writing.name(TABLE, ""), "PAY_PER_REQUEST", table.key.name.value.as_str())
        .range_key(table.sort.as_ref().map(|it| it.name.value.clone()))
        .stream_enabled(table.stream.then_some(true))
        .stream_view_type(table.stream.then_some("NEW_AND_OLD_IMAGES"))
        .deletion_protection_enabled(protected)
        .tags(writing.tags);
    for key in keys(table) {
        written = written.nested(TableAttribute::new(key.name.value.as_str(), scalar(key.scalar)));
    }
    for index in &table.indexes {
        let sort = index.sort.as_ref().map(|it| it.name.value.as_str());
        let index = GlobalIndex::new(index.name.value.as_str(), index.key.name.value.as_str());
        written = written.nested(index.range_key(sort).projection_type("ALL"));
    }
    if let Some(ttl) = &table.ttl {
        written = written.nested(TimeToLive::new(ttl.name.value.as_str(), true));
    }
    let encryption = ServerSideEncryption::new(true).kms_key_arn(key::arn(writing.model));
    written.nested(PointInTimeRecovery::new(protected)).nested(encryption).add_protected(
        &writing.local,
        protected,
        file,
    );
}

/// The attributes of all keys, each once, by name.
fn keys(table: &Table) -> Vec<&Attribute> {
    let mut keys: Vec<&Attribute> = std::iter::once(&table.key).chain(&table.sort).collect();
    for index in &table.indexes {
        keys.extend(std::iter::once(&index.key).chain(&index.sort));
    }
    keys.sort_by(|a, b| a.name.value.cmp(&b.name.value));
    keys.dedup_by(|a, b| a.name.value == b.name.value);
    keys
}

fn scalar(scalar: Option<Scalar>) -> &'static str {
    match scalar {
        // The model has looked for what the source did not show.
        Some(Scalar::Text) | None => "S",
        Some(Scalar::Number) => "N",
        Some(Scalar::Binary) => "B",
    }
}
