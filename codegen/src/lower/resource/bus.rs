//! Event buses.

use watershed_grammar::Spanned;

use super::Writing;
use super::queue::{dead_queue_with, queue_policy};
use crate::lower::{Cloud, key, names::part};
use crate::physical::BUS;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{DeadLetterConfig, EventBus, Resource as _, SqsQueue};

/// Writes a bus. Where the environment has a key, events that it does not open any more go to a dead-letter queue, as
/// AWS advises. They lie there as the key has encrypted them, and the queue takes them without it.
pub fn lower(writing: &Writing<'_>, cloud: &Cloud<'_>, file: &mut Body) {
    let (local, tags, protected) = (&writing.local, writing.tags.clone(), writing.model.protected);
    let key = key::arn(writing.model);
    let bus = EventBus::new(writing.name(BUS, "")).kms_key_identifier(key.clone()).tags(tags.clone());
    if key.is_none() {
        bus.add_protected(local, protected, file);
        return;
    }
    let dead = part(&writing.identity.id, "dead");
    bus.nested(DeadLetterConfig::new(SqsQueue::at(&dead, "arn"))).add_protected(local, protected, file);
    dead_queue_with(None, cloud, writing.identity, &dead, tags, file);
    queue_policy(&dead, "events.amazonaws.com", EventBus::at(local, "arn"), file);
}

/// The pattern of the events that somebody wants.
pub fn pattern(source: &[Spanned<String>], detail_type: &[Spanned<String>]) -> Expression {
    let wanted = [("source", source), ("detail-type", detail_type)].into_iter().filter(|(_, texts)| !texts.is_empty());
    let texts = |texts: &[Spanned<String>]| texts.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
    Expression::json(Expression::object(wanted.map(|(key, all)| (key, Expression::from(texts(all))))))
}
