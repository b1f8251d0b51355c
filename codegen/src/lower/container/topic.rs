//! Messages of a topic, through a queue of the function's own.

use std::collections::BTreeMap;

use watershed_grammar::Spanned;

use super::{Writing, inbox};
use crate::lower::names::local;
use crate::lower::resource::queue::FIRST;
use crate::lower::resource::topic::filter as filtered;
use crate::lower::target::Target;
use crate::model::{Function, ResourceId};
use crate::physical::is_fifo;
use crate::terraform::resource::{Resource as _, SnsSubscription, SqsPolicy, SqsQueue};

/// Writes the queue and the subscription.
pub fn lower(
    writing: &mut Writing<'_, '_>,
    function: &Function,
    topic: ResourceId,
    filter: &BTreeMap<String, Spanned<Vec<String>>>,
) {
    let topic = writing.cloud.model.resource(topic);
    let arn = Target::of(topic).arn();
    let queue = inbox::lower(writing, function, is_fifo(topic), ("sns.amazonaws.com", arn.clone()));
    let (policy, scope) = filtered(filter).unzip();
    SnsSubscription::new(arn, "sqs", SqsQueue::at(&queue, "arn"))
        .raw_message_delivery(true)
        .filter_policy(policy)
        .filter_policy_scope(scope)
        .depends_on(FIRST, [SqsPolicy::address(&queue)])
        .add(&local(&function.identity.id), &mut writing.file);
}
