//! Events of a bus.

use super::Writing;
use crate::lower::resource::queue_policy;
use crate::lower::{function_arn, tags, target::Target};
use crate::model::ResourceId;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{EventRule, EventTarget, Resource as _, SqsQueue};

/// How often AWS tries to hand over; what the function itself fails at is retried by AWS Lambda.
const DELIVERIES: u32 = 2;

/// Writes the rule, the target, the permission for this rule alone, and the queue for what could not be delivered.
pub fn lower(writing: &mut Writing<'_, '_>, bus: Option<ResourceId>, source: &[String], detail_type: &[String]) {
    let bus = bus.map(|bus| Target::of(writing.cloud.model.resource(bus)).attribute("name"));
    let mut pattern = Vec::new();
    for (key, values) in [("source", source), ("detail-type", detail_type)] {
        if !values.is_empty() {
            pattern.push((key, Expression::from(values.to_vec())));
        }
    }
    let dead = writing.failures();
    let rule = EventRule::at(&writing.local, "arn");
    EventRule::new(writing.name.as_str())
        .event_bus_name(bus.clone())
        .event_pattern(Expression::Call("jsonencode", vec![Expression::object(pattern)]))
        .tags(tags(&writing.function.identity))
        .add(&writing.local, &mut writing.file);
    let retry = Body::new()
        .attribute("maximum_event_age_in_seconds", 86_400u32)
        .attribute("maximum_retry_attempts", DELIVERIES);
    EventTarget::new(function_arn(writing.function), EventRule::at(&writing.local, "name"))
        .event_bus_name(bus)
        .nested("retry_policy", retry)
        .nested("dead_letter_config", Body::new().attribute("arn", SqsQueue::at(&dead, "arn")))
        .add(&writing.local, &mut writing.file);
    queue_policy(&dead, "events.amazonaws.com", rule.clone(), &mut writing.file);
    writing.permission("event", "events.amazonaws.com", rule);
}
