//! Topics.

use std::collections::BTreeMap;

use watershed_grammar::Spanned;
use watershed_grammar::resource::topic::Topic;

use super::Writing;
use crate::lower::key;
use crate::physical::{FIFO, TOPIC};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{Resource as _, SnsTopic};

/// Writes a topic. SNS has no key of its own that S3 and EventBridge may use: `alias/aws/sns` would stop their
/// messages without a word, so without the environment's key the topic itself keeps nothing encrypted and its queues do.
pub fn lower(topic: &Topic, writing: Writing<'_>, protected: bool, file: &mut Body) {
    let suffix = if topic.fifo { FIFO } else { "" };
    let fifo = topic.fifo.then_some(true);
    SnsTopic::new(writing.name(TOPIC, suffix))
        .fifo_topic(fifo)
        .content_based_deduplication(fifo)
        .kms_master_key_id(key::arn(writing.model))
        .tags(writing.tags)
        .add_protected(&writing.local, protected, file);
}

/// The policy of a subscription that wants some messages, and what it looks at.
pub fn filter(filter: &BTreeMap<String, Spanned<Vec<String>>>) -> Option<(Expression, &'static str)> {
    let pairs = filter.iter().map(|(key, values)| (key.clone(), Expression::from(values.value.clone())));
    (!filter.is_empty()).then(|| (Expression::json(Expression::object(pairs)), "MessageBody"))
}
