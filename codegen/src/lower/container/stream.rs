//! Records of a stream.

use watershed_grammar::value::Arn;

use super::{Writing, environment, reader};
use crate::lower::alarm::Alarm;
use crate::lower::{tags, target::Target};
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
    let resource = model.resource(stream);
    // The numbers of another account's stream are in that account.
    if resource.external.as_ref().is_none_or(|it| Arn::parse(&it.value).is_none()) {
        let alarm = Alarm::stream_age(writing.cloud, function, Target::of(resource).locator());
        alarm.write(tags(&function.identity), &mut writing.file);
    }
}
