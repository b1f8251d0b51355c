//! Events of a bus, through a queue of the function's own.

use watershed_grammar::Spanned;

use super::{Writing, inbox};
use crate::lower::names::local;
use crate::lower::resource::bus::pattern;
use crate::lower::resource::queue::{FIRST, dead_letters, queue_policy};
use crate::lower::{tags, target::Target};
use crate::model::{Function, ResourceId};
use crate::physical;
use crate::terraform::resource::{DeadLetterConfig, EventRule, EventTarget, Resource as _, SqsPolicy, SqsQueue};

/// What delivers the events of a bus.
const DELIVERS: &str = "events.amazonaws.com";

/// Writes the rule, the queue with its dead-letter queue for what it cannot take either, and the target.
pub fn lower(
    writing: &mut Writing<'_, '_>,
    function: &Function,
    bus: Option<ResourceId>,
    source: &[Spanned<String>],
    detail_type: &[Spanned<String>],
) {
    let model = writing.cloud.model;
    let bus = bus.map(|bus| Target::of(model.resource(bus)).locator());
    let local = local(&function.identity.id);
    EventRule::new(physical::name(model, &function.identity, physical::RULE, ""), pattern(source, detail_type))
        .event_bus_name(bus.clone())
        .tags(tags(&function.identity))
        .add(&local, &mut writing.file);
    let rule = EventRule::at(&local, "arn");
    let queue = inbox::lower(writing, function, false, (DELIVERS, rule.clone()));
    let dead = dead_letters(&queue);
    queue_policy(&dead, DELIVERS, rule, &mut writing.file);
    EventTarget::new(SqsQueue::at(&queue, "arn"), EventRule::at(&local, "name"))
        .event_bus_name(bus)
        .nested(DeadLetterConfig::new(SqsQueue::at(&dead, "arn")))
        .depends_on(FIRST, [SqsPolicy::address(&queue), SqsPolicy::address(&dead)])
        .add(&local, &mut writing.file);
}
