//! Topics.

use std::collections::BTreeMap;

use watershed_grammar::Spanned;
use watershed_grammar::resource::topic::Topic;

use super::Writing;
use super::queue::{self, FIRST, queue_policy};
use crate::lower::key;
use crate::lower::names::local;
use crate::physical::{FIFO, TOPIC};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{Resource as _, SnsSubscription, SnsTopic, SqsPolicy, SqsQueue};

/// What delivers the messages of a topic.
pub const DELIVERS: &str = "sns.amazonaws.com";

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

/// Subscribes the queue of a function to a topic. SNS tries again while SQS does not answer, but not where it is
/// refused: such a message goes to the queue's dead-letter queue (Amazon SNS developer guide, dead-letter queues).
pub fn subscribe(
    function: &str,
    topic: Expression,
    filter: &BTreeMap<String, Spanned<Vec<String>>>,
    queue: &str,
    file: &mut Body,
) {
    let dead = queue::dead_letters(queue);
    queue_policy(&dead, DELIVERS, topic.clone(), file);
    let (policy, scope) = filtered(filter).unzip();
    let redrive = Expression::object([("deadLetterTargetArn", SqsQueue::at(&dead, "arn"))]);
    SnsSubscription::new(topic, "sqs", SqsQueue::at(queue, "arn"))
        .raw_message_delivery(true)
        .filter_policy(policy)
        .filter_policy_scope(scope)
        .redrive_policy(Expression::json(redrive))
        .depends_on(FIRST, [SqsPolicy::address(queue), SqsPolicy::address(&dead)])
        .add(&local(function), file);
}

/// The policy of a subscription that wants some messages, and what it looks at.
fn filtered(filter: &BTreeMap<String, Spanned<Vec<String>>>) -> Option<(Expression, &'static str)> {
    let pairs = filter.iter().map(|(key, values)| (key.clone(), Expression::from(values.value.clone())));
    (!filter.is_empty()).then(|| (Expression::json(Expression::object(pairs)), "MessageBody"))
}
