//! Messages of a topic, through a queue of the function's own.

use std::collections::BTreeMap;

use watershed_grammar::Spanned;

use super::{Writing, inbox};
use crate::lower::resource::topic::{DELIVERS, subscribe};
use crate::lower::target::Target;
use crate::model::{Function, ResourceId};
use crate::physical::is_fifo;

/// Writes the queue and the subscription.
pub fn lower(
    writing: &mut Writing<'_, '_>,
    function: &Function,
    topic: ResourceId,
    filter: &BTreeMap<String, Spanned<Vec<String>>>,
) {
    let topic = writing.cloud.model.resource(topic);
    let arn = Target::of(topic).arn();
    let queue = inbox::lower(writing, function, is_fifo(topic), (DELIVERS, arn.clone()));
    subscribe(&function.identity.id, arn, filter, &queue, &mut writing.file);
}
