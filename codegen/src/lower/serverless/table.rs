//! Changes of a table.

use watershed_grammar::trigger::From;
use watershed_grammar::trigger::table::Change;

use super::Writing;
use super::queue::CHECKED;
use crate::lower::alarm::RETRIES;
use crate::lower::{tags, target::Target};
use crate::model::ResourceId;
use crate::terraform::hcl::Expression;
use crate::terraform::policy::Statement;
use crate::terraform::resource::{DestinationConfig, Filter, FilterCriteria, MappingFailure, Resource as _, SqsQueue};

/// Writes the mapping on the table's stream.
pub fn lower(writing: &mut Writing<'_, '_>, table: ResourceId, on: &[Change], batch: u32, from: From) {
    let stream = Target::of(writing.cloud.model.resource(table)).stream_arn();
    let actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
    writing.statements.push(Statement::allow(actions, [stream.clone()]));
    let reason = "AWS Lambda lists streams before it reads one, and listing has no resource to name";
    writing.statements.push(Statement::allow(["dynamodb:ListStreams"], [Expression::from("*")]).reason(reason));
    let dead = writing.dead_letters();
    writing.statements.push(Statement::allow(["sqs:SendMessage"], [SqsQueue::at(&dead, "arn")]));
    let retries = writing.function.retries.as_ref().map_or(RETRIES, |it| it.value);
    let mut mapping = writing
        .mapping(stream)
        .batch_size(batch)
        .starting_position(position(from))
        .bisect_batch_on_function_error(true)
        .maximum_retry_attempts(retries)
        .function_response_types(vec!["ReportBatchItemFailures".to_owned()])
        .tags(tags(&writing.function.identity));
    if !on.is_empty() {
        let names: Vec<Expression> = on.iter().map(|change| Expression::from(name(*change))).collect();
        let pattern = Expression::object([("eventName", Expression::List(names))]);
        let filter = Filter::new(Expression::json(pattern));
        mapping = mapping.nested(FilterCriteria::new().nested(filter));
    }
    mapping.nested(on_failure(&dead)).depends_on(CHECKED, [writing.policy()]).add(&writing.local, &mut writing.file);
}

/// Where records go that could not be handled.
pub fn on_failure(dead: &str) -> DestinationConfig {
    DestinationConfig::new().nested(MappingFailure::new(SqsQueue::at(dead, "arn")))
}

/// AWS's words for where a stream is read from at first.
pub fn position(from: From) -> &'static str {
    match from {
        From::Latest => "LATEST",
        From::Oldest => "TRIM_HORIZON",
    }
}

fn name(change: Change) -> &'static str {
    match change {
        Change::Insert => "INSERT",
        Change::Modify => "MODIFY",
        Change::Remove => "REMOVE",
    }
}
