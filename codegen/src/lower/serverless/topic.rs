//! Messages of a topic, through a queue of the function's own, so that none is lost.

use std::collections::BTreeMap;

use watershed_grammar::Spanned;

use super::{Writing, queue};
use crate::lower::resource::queue::{QueuePlan, RECEIVES, RETENTION, hidden, inbox, queue_policy};
use crate::lower::resource::topic::{DELIVERS, subscribe};
use crate::lower::{tags, target::Target};
use crate::model::ResourceId;
use crate::physical::{INBOX, is_fifo};
use crate::terraform::resource::{Resource as _, SqsQueue};

/// Writes the queue, the subscription and the mapping.
pub fn lower(writing: &mut Writing<'_, '_>, topic: ResourceId, filter: &BTreeMap<String, Spanned<Vec<String>>>) {
    let topic = writing.cloud.model.resource(topic);
    let arn = Target::of(topic).arn();
    let local = inbox(&writing.function.identity.id);
    let plan = QueuePlan {
        local: local.clone(),
        identity: &writing.function.identity,
        part: INBOX,
        fifo: is_fifo(topic),
        receives: writing.function.retries.as_ref().map_or(RECEIVES, |it| it.value.saturating_add(1)),
        retention: RETENTION,
        delay: None,
        visibility: hidden(writing.function.timeout.value, None),
        tags: tags(&writing.function.identity),
        protected: writing.cloud.model.protected,
    };
    plan.write(writing.cloud, &mut writing.file);
    queue_policy(&local, DELIVERS, arn.clone(), &mut writing.file);
    subscribe(&writing.function.identity.id, arn, filter, &local, &mut writing.file);
    let numbers = queue::Numbers { batch: 10, window: None, concurrency: None };
    queue::mapping(writing, SqsQueue::at(&local, "arn"), &numbers);
}
