//! Records of a stream.

use watershed_grammar::trigger::From;

use super::Writing;
use super::queue::CHECKED;
use super::table::{on_failure, position};
use crate::lower::alarm::RETRIES;
use crate::lower::{tags, target::Target};
use crate::model::ResourceId;
use crate::terraform::policy::Statement;
use crate::terraform::resource::{Resource as _, SqsQueue};

/// Writes the mapping.
pub fn lower(writing: &mut Writing<'_, '_>, stream: ResourceId, batch: u32, parallel: u32, from: From) {
    let arn = Target::of(writing.cloud.model.resource(stream)).arn();
    let actions = [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
    ];
    writing.statements.push(Statement::allow(actions, [arn.clone()]));
    let dead = writing.dead_letters();
    writing.statements.push(Statement::allow(["sqs:SendMessage"], [SqsQueue::at(&dead, "arn")]));
    let retries = writing.function.retries.as_ref().map_or(RETRIES, |it| it.value);
    writing
        .mapping(arn)
        .batch_size(batch)
        .starting_position(position(from))
        .parallelization_factor(parallel)
        .bisect_batch_on_function_error(true)
        .maximum_retry_attempts(retries)
        .function_response_types(vec!["ReportBatchItemFailures".to_owned()])
        .tags(tags(&writing.function.identity))
        .nested(on_failure(&dead))
        .depends_on(CHECKED, [writing.policy()])
        .add(&writing.local, &mut writing.file);
}
