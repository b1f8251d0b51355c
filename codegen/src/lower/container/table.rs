//! Changes of a table, read from its stream.

use super::{Writing, environment, reader};
use crate::lower::target::Target;
use crate::model::{Function, ResourceId};
use crate::terraform::policy::Statement;

/// Lets the program find the table's stream and read it.
pub fn lower(writing: &mut Writing<'_, '_>, function: &Function, table: ResourceId) {
    let model = writing.cloud.model;
    writing.variables.extend([environment::of_resource(model, table)]);
    let target = Target::of(model.resource(table));
    let actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
    writing.statements.push(Statement::allow(actions, [target.stream_arn()]));
    writing.statements.push(Statement::allow(["dynamodb:DescribeTable"], [target.arn()]));
    reader::lower(writing, function);
}
