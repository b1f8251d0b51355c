//! Events of a bus, through a queue of the function's own.

use watershed_grammar::Spanned;

use super::{Writing, inbox};
use crate::lower::names::local;
use crate::lower::resource::bus::pattern;
use crate::lower::resource::queue::FIRST;
use crate::lower::{tags, target::Target};
use crate::model::{Function, ResourceId};
use crate::physical;
use crate::terraform::resource::{EventRule, EventTarget, Resource as _, SqsPolicy, SqsQueue};

/// Writes the rule, the queue, and the target.
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
    let queue = inbox::lower(writing, function, false, ("events.amazonaws.com", rule));
    EventTarget::new(SqsQueue::at(&queue, "arn"), EventRule::at(&local, "name"))
        .event_bus_name(bus)
        .depends_on(FIRST, [SqsPolicy::address(&queue)])
        .add(&local, &mut writing.file);
}
