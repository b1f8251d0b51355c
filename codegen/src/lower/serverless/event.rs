//! Events of a bus.

use watershed_grammar::Spanned;

use super::Writing;
use crate::lower::resource::bus::pattern;
use crate::lower::resource::queue::queue_policy;
use crate::lower::{function_arn, tags, target::Target};
use crate::model::ResourceId;
use crate::physical::RULE;
use crate::terraform::resource::{
    DeadLetterConfig, EventRule, EventTarget, LambdaPermission, Resource as _, RetryPolicy, SqsQueue,
};

/// How often AWS tries to hand over; what the function itself fails at is retried by AWS Lambda.
const DELIVERIES: u32 = 2;

/// Writes the rule, the target, the permission for this rule alone, and the queue for what could not be delivered.
pub fn lower(
    writing: &mut Writing<'_, '_>,
    bus: Option<ResourceId>,
    source: &[Spanned<String>],
    detail_type: &[Spanned<String>],
) {
    let bus = bus.map(|bus| Target::of(writing.cloud.model.resource(bus)).locator());
    let dead = writing.failures();
    let rule = EventRule::at(&writing.local, "arn");
    EventRule::new(writing.name(RULE, ""), pattern(source, detail_type))
        .event_bus_name(bus.clone())
        .tags(tags(&writing.function.identity))
        .add(&writing.local, &mut writing.file);
    let retry = RetryPolicy::new().maximum_event_age_in_seconds(86_400u32).maximum_retry_attempts(DELIVERIES);
    EventTarget::new(function_arn(writing.function), EventRule::at(&writing.local, "name"))
        .event_bus_name(bus)
        .nested(retry)
        .nested(DeadLetterConfig::new(SqsQueue::at(&dead, "arn")))
        .depends_on(
            "What is delivered before the function takes it would be lost.",
            [LambdaPermission::address(&writing.local)],
        )
        .add(&writing.local, &mut writing.file);
    queue_policy(&dead, "events.amazonaws.com", rule.clone(), &mut writing.file);
    writing.permission("event", "events.amazonaws.com", rule);
}
