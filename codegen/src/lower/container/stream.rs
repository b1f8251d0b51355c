//! Records of a stream.

use super::{Writing, environment, reader};
use crate::lower::target::Target;
use crate::model::{Function, ResourceId};
use crate::terraform::policy::Statement;

/// Lets the program read the stream.
pub fn lower(writing: &mut Writing<'_, '_>, function: &Function, stream: ResourceId) {
    let model = writing.cloud.model;
    writing.variables.extend([environment::of_resource(model, stream)]);
    let actions =
        ["kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"];
    writing.statements.push(Statement::allow(actions, [Target::of(model.resource(stream)).arn()]));
    reader::lower(writing, function);
}
