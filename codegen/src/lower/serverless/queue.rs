//! Messages of a queue.

use watershed_grammar::limits::{MAPPING_CONCURRENCY, WITHOUT_WINDOW};

use super::Writing;
use crate::lower::resource::whole;
use crate::lower::tags;
use crate::lower::{permissions, target::Target};
use crate::model::ResourceId;
use crate::terraform::hcl::Expression;
use crate::terraform::resource::{Resource as _, ScalingConfig};

/// How messages are handed over.
pub struct Numbers {
    /// The most at once.
    pub batch: u32,
    /// Seconds to wait for a full batch.
    pub window: Option<u64>,
    /// The most of this function at once.
    pub concurrency: Option<u32>,
}

/// Why a mapping waits for the role's policy.
pub const CHECKED: &str = "AWS checks that the role may read before it makes the mapping.";

/// Writes the mapping on a queue of the application.
pub fn lower(writing: &mut Writing<'_, '_>, queue: ResourceId, numbers: &Numbers) {
    let arn = Target::of(writing.cloud.model.resource(queue)).arn();
    mapping(writing, arn, numbers);
}

/// Writes a mapping that reports failures message by message.
pub fn mapping(writing: &mut Writing<'_, '_>, arn: Expression, numbers: &Numbers) {
    writing.statements.push(permissions::consume_queue(arn.clone()));
    let filled = numbers.window.is_none() && numbers.batch > WITHOUT_WINDOW.most();
    let window = numbers.window.or(filled.then_some(1));
    let mut mapping = writing
        .mapping(arn)
        .batch_size(numbers.batch)
        .maximum_batching_window_in_seconds(window.map(whole))
        .comment(if filled { "AWS asks for a window above 10 messages." } else { "" })
        .function_response_types(vec!["ReportBatchItemFailures".to_owned()])
        .tags(tags(&writing.function.identity));
    // What is throttled counts as received, and would end as a dead letter that no function saw.
    let reserved = writing.function.scale.max.as_ref().map(|it| it.value.min(MAPPING_CONCURRENCY.most()));
    let reserved = reserved.filter(|max| u64::from(*max) >= MAPPING_CONCURRENCY.low);
    if let Some(concurrency) = numbers.concurrency.or(reserved) {
        mapping = mapping.nested(ScalingConfig::new(concurrency));
    }
    mapping.depends_on(CHECKED, [writing.policy()]).add(&writing.local, &mut writing.file);
}
