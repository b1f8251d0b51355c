//! Queues: an SQS queue, always with a dead-letter queue.

use watershed_grammar::resource::queue::{self, Queue};
use watershed_grammar::value::Duration;

use super::{Writing, whole};
use crate::lower::Cloud;
use crate::lower::alarm::Alarm;
use crate::lower::key;
use crate::lower::names::{ACCOUNT, part};
use crate::model::{Identity, ResourceId, Trigger};
use crate::physical::{self, DEAD, FIFO, QUEUE};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::policy::{Policy, Statement};
use crate::terraform::resource::{Resource as _, SqsPolicy, SqsQueue, SqsRedriveAllow};

/// How often a message is received before it goes to the dead-letter queue.
pub const RECEIVES: u32 = queue::RETRIES;
/// Seconds that a message is kept.
pub const RETENTION: u64 = queue::RETENTION.seconds();
/// Seconds that a dead letter is kept: the longest there is.
const DEAD_RETENTION: i64 = 14 * 86_400;
/// Seconds that SQS hides a received message where nobody says otherwise.
const HIDDEN: u64 = 30;

/// Writes the queue of the application.
pub fn lower(queue: &Queue, writing: Writing<'_>, cloud: &Cloud<'_>, file: &mut Body) {
    let plan = QueuePlan {
        fifo: queue.fifo,
        receives: queue.retries.as_ref().map_or(RECEIVES, |it| it.value),
        retention: queue.retention.as_ref().map_or(RETENTION, |it| it.value.seconds()),
        delay: queue.delay.as_ref().map(|it| it.value.seconds()),
        visibility: visibility(cloud, writing.id),
        local: writing.local,
        identity: writing.identity,
        part: "",
        tags: writing.tags,
        protected: cloud.model.protected,
    };
    plan.write(cloud, file);
}

/// A queue and its dead-letter queue.
pub struct QueuePlan<'a> {
    /// The name in Terraform.
    pub local: String,
    /// What it belongs to.
    pub identity: &'a Identity,
    /// What stands behind the id in its name.
    pub part: &'static str,
    /// Whether the order is kept.
    pub fifo: bool,
    /// Receives before a message is dead.
    pub receives: u32,
    /// Seconds.
    pub retention: u64,
    /// Seconds.
    pub delay: Option<u64>,
    /// Seconds.
    pub visibility: u64,
    /// Its tags.
    pub tags: Expression,
    /// Whether it may be destroyed.
    pub protected: bool,
}

impl QueuePlan<'_> {
    /// Writes both, what one takes from the other, and their alarms.
    pub fn write(self, cloud: &Cloud<'_>, file: &mut Body) {
        let (part, fifo) = (self.part, if self.fifo { FIFO } else { "" });
        let name = |suffix: &str| physical::name(cloud.model, self.identity, QUEUE, suffix);
        let (name, dead) = (name(&format!("{part}{fifo}")), name(&format!("{part}{DEAD}{fifo}")));
        let fifo = self.fifo.then_some(true);
        let (managed, key) = encryption(key::arn(cloud.model));
        let dead_local = dead_letters(&self.local);
        let redrive = Expression::object([
            ("deadLetterTargetArn", SqsQueue::at(&dead_local, "arn")),
            ("maxReceiveCount", self.receives.into()),
        ]);
        SqsQueue::new(name)
            .fifo_queue(fifo)
            .content_based_deduplication(fifo)
            .visibility_timeout_seconds(whole(self.visibility))
            .message_retention_seconds(whole(self.retention))
            .delay_seconds(self.delay.map(whole))
            .receive_wait_time_seconds(20u32)
            .sqs_managed_sse_enabled(managed)
            .kms_master_key_id(key.clone())
            .redrive_policy(Expression::json(redrive))
            .tags(self.tags.clone())
            .add_protected(&self.local, self.protected, file);
        SqsQueue::new(dead)
            .fifo_queue(fifo)
            .message_retention_seconds(DEAD_RETENTION)
            .sqs_managed_sse_enabled(managed)
            .kms_master_key_id(key)
            .tags(self.tags.clone())
            .add_protected(&dead_local, self.protected, file);
        let allow = Expression::object([
            ("redrivePermission", Expression::from("byQueue")),
            ("sourceQueueArns", vec![SqsQueue::at(&self.local, "arn")].into()),
        ]);
        SqsRedriveAllow::new(SqsQueue::at(&dead_local, "url"), Expression::json(allow)).add(&dead_local, file);
        Alarm::oldest(cloud, &self).write(self.tags.clone(), file);
        Alarm::dead(cloud, self.identity, part, &dead_local).write(self.tags, file);
    }

    /// Seconds that a message may wait before somebody should know: longer than all its tries take, at least five
    /// minutes, and early enough to act before it is gone.
    pub fn patience(&self) -> u64 {
        let tries = self.visibility * u64::from(self.receives) + self.delay.unwrap_or_default();
        tries.max(300).min(self.retention / 2).max(60)
    }
}

/// The name in Terraform of a queue's dead-letter queue.
pub fn dead_letters(local: &str) -> String {
    format!("{local}__dead")
}

/// A queue for what AWS could not deliver to a function.
pub fn dead_queue(cloud: &Cloud<'_>, identity: &Identity, local: &str, tags: Expression, file: &mut Body) {
    dead_queue_with(key::arn(cloud.model), cloud, identity, local, tags, file);
}

/// Such a queue, encrypted by a key or by SQS's own.
pub fn dead_queue_with(
    key: Option<Expression>,
    cloud: &Cloud<'_>,
    identity: &Identity,
    local: &str,
    tags: Expression,
    file: &mut Body,
) {
    let (managed, key) = encryption(key);
    SqsQueue::new(physical::name(cloud.model, identity, QUEUE, DEAD))
        .message_retention_seconds(DEAD_RETENTION)
        .sqs_managed_sse_enabled(managed)
        .kms_master_key_id(key)
        .tags(tags.clone())
        .add_protected(local, cloud.model.protected, file);
    Alarm::dead(cloud, identity, "", local).write(tags, file);
}

/// Whether SQS's own key encrypts, and the key that does otherwise: one excludes the other.
fn encryption(key: Option<Expression>) -> (Option<bool>, Option<Expression>) {
    (key.is_none().then_some(true), key)
}

/// Why a delivery waits for the policy of its queue.
pub const FIRST: &str = "What is delivered before the queue takes it would be lost.";

/// Lets a service of AWS send to a queue on behalf of one source, whose ARN names its account.
pub fn queue_policy(local: &str, service: &'static str, source: Expression, file: &mut Body) {
    let arn = SqsQueue::at(local, "arn");
    let mut statement =
        Statement::allow(["sqs:SendMessage"], [arn]).principal(service).condition("ArnEquals", "aws:SourceArn", source);
    if service == "s3.amazonaws.com" {
        // The ARN of a bucket names no account: one that somebody else makes anew under the name is not this one.
        statement = statement.condition("StringEquals", "aws:SourceAccount", Expression::reference(ACCOUNT));
    }
    SqsPolicy::new(SqsQueue::at(local, "url"), Policy::new(vec![statement]).expression()).add(local, file);
}

/// The name in Terraform of the queue between a topic and its function.
pub fn inbox(id: &str) -> String {
    part(id, "inbox")
}

/// Seconds that a message stays hidden while a function may still work on it: six times the function's timeout, and
/// the window, as AWS advises for mappings.
pub fn hidden(timeout: Duration, window: Option<Duration>) -> u64 {
    timeout.seconds() * 6 + window.map_or(0, Duration::seconds)
}

fn visibility(cloud: &Cloud<'_>, id: ResourceId) -> u64 {
    let consumers = cloud.consumers(id).filter_map(|(_, function)| match &function.trigger {
        Trigger::Queue { window, .. } => Some(hidden(function.timeout.value, window.as_ref().map(|it| it.value))),
        _ => None,
    });
    consumers.max().unwrap_or(HIDDEN)
}
