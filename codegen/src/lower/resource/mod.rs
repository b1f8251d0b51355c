//! Resources to Terraform: one file each.

use watershed_grammar::resource::Shape;
use watershed_grammar::resource::table::{Attribute, Scalar, Table};
use watershed_grammar::value::Duration;

use super::alarm::Alarm;
use super::names::{self, local, part};
use super::target::Target;
use super::{Cloud, tags};
use crate::model::{Model, Resource, Trigger};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::policy::{Policy, Statement};
use crate::terraform::resource::{
    DynamodbTable, EventBus, KinesisStream, Resource as _, S3Bucket, S3Encryption, S3Lifecycle, S3Ownership, S3Policy,
    S3PublicAccess, S3Versioning, Secret, SnsTopic, SqsPolicy, SqsQueue, SqsRedriveAllow,
};

/// How often a message is received before it goes to the dead-letter queue.
const RECEIVES: u32 = 5;
/// How long a message is kept.
const RETENTION: Duration = Duration::from_seconds(4 * 86_400);
/// How long a dead letter is kept: the longest there is.
const DEAD_RETENTION: i64 = 14 * 86_400;

/// Writes a resource.
pub fn lower(resource: &Resource, cloud: &mut Cloud<'_>) {
    let id = &resource.identity.id;
    let (name, tags) = (names::of_identity(cloud.model, &resource.identity), tags(&resource.identity));
    let mut file = Body::new();
    if let Some(external) = &resource.external {
        Target::of(resource).data(&external.value, &mut file);
    } else {
        let protected = cloud.model.protected;
        match &resource.shape {
            Shape::Queue(queue) => {
                let retention = queue.retention.as_ref().map_or(RETENTION, |it| it.value);
                let plan = QueuePlan {
                    local: local(id),
                    name,
                    fifo: queue.fifo,
                    receives: queue.retries.as_ref().map_or(RECEIVES, |it| it.value),
                    retention: retention.seconds(),
                    delay: queue.delay.as_ref().map(|it| it.value.seconds()),
                    visibility: visibility(cloud.model, resource),
                    tags,
                    protected,
                };
                plan.write(cloud, &mut file);
            }
            Shape::Topic(topic) => {
                let name = if topic.fifo { format!("{name}.fifo") } else { name };
                let fifo = topic.fifo.then_some(true);
                SnsTopic::new(name).fifo_topic(fifo).content_based_deduplication(fifo).tags(tags).add_protected(
                    &local(id),
                    protected,
                    &mut file,
                );
            }
            Shape::Table(table) => {
                self::table(table, &name, tags, protected).add_protected(&local(id), protected, &mut file);
            }
            Shape::Bucket(bucket) => self::bucket(bucket, id, &name, tags, protected, &mut file),
            Shape::Secret(_) => Secret::new(name)
                .description(resource.identity.summary.as_str())
                .tags(tags)
                .add_protected(&local(id), protected, &mut file),
            Shape::Stream(stream) => {
                let mode = if stream.shards.is_some() { "PROVISIONED" } else { "ON_DEMAND" };
                KinesisStream::new(name)
                    .shard_count(stream.shards.as_ref().map(|it| it.value))
                    .retention_period(stream.retention.as_ref().map(|it| whole(it.value.seconds() / 3600)))
                    .encryption_type("KMS")
                    .kms_key_id("alias/aws/kinesis")
                    .tags(tags)
                    .nested("stream_mode_details", Body::new().attribute("stream_mode", mode))
                    .add_protected(&local(id), protected, &mut file);
            }
            Shape::Bus(_) => EventBus::new(name).tags(tags).add_protected(&local(id), protected, &mut file),
        }
    }
    cloud.file(names::file(resource.kind(), id), file);
}

/// A queue and its dead-letter queue.
pub struct QueuePlan {
    /// The name in Terraform.
    pub local: String,
    /// The physical name, without `.fifo`.
    pub name: String,
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

impl QueuePlan {
    /// Writes both, what one takes from the other, and their alarms.
    pub fn write(self, cloud: &Cloud<'_>, file: &mut Body) {
        let suffix = if self.fifo { ".fifo" } else { "" };
        let (name, dead) = (format!("{}{suffix}", self.name), format!("{}-dead{suffix}", self.name));
        let fifo = self.fifo.then_some(true);
        let dead_local = format!("{}__dead", self.local);
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
            .sqs_managed_sse_enabled(true)
            .redrive_policy(Expression::Call("jsonencode", vec![redrive]))
            .tags(self.tags.clone())
            .add_protected(&self.local, self.protected, file);
        SqsQueue::new(dead)
            .fifo_queue(fifo)
            .message_retention_seconds(DEAD_RETENTION)
            .sqs_managed_sse_enabled(true)
            .tags(self.tags.clone())
            .add_protected(&dead_local, self.protected, file);
        let allow = Expression::object([
            ("redrivePermission", Expression::from("byQueue")),
            ("sourceQueueArns", vec![SqsQueue::at(&self.local, "arn")].into()),
        ]);
        SqsRedriveAllow::new(SqsQueue::at(&dead_local, "url"), Expression::Call("jsonencode", vec![allow]))
            .add(&dead_local, file);
        Alarm::oldest(&self.local, &self.name, SqsQueue::at(&self.local, "name")).write(cloud, self.tags.clone(), file);
        Alarm::dead(&dead_local, &self.name, SqsQueue::at(&dead_local, "name")).write(cloud, self.tags, file);
    }
}

/// A queue for what AWS could not deliver to a function.
pub fn dead_queue(cloud: &Cloud<'_>, local: &str, name: &str, tags: Expression, file: &mut Body) {
    SqsQueue::new(format!("{name}-dead"))
        .message_retention_seconds(DEAD_RETENTION)
        .sqs_managed_sse_enabled(true)
        .tags(tags.clone())
        .add(local, file);
    Alarm::dead(local, name, SqsQueue::at(local, "name")).write(cloud, tags, file);
}

/// Lets a service of AWS send to a queue on behalf of one source.
pub fn queue_policy(local: &str, service: &'static str, source: Expression, file: &mut Body) {
    let arn = SqsQueue::at(local, "arn");
    let statement =
        Statement::allow(["sqs:SendMessage"], [arn]).principal(service).condition("ArnEquals", "aws:SourceArn", source);
    SqsPolicy::new(SqsQueue::at(local, "url"), Policy::new(vec![statement]).expression()).add(local, file);
}

/// Six times what its consumer may take, and the window: AWS's own advice for mappings.
fn visibility(model: &Model, resource: &Resource) -> u64 {
    let consumer = model.functions.iter().find_map(|function| match &function.trigger {
        Trigger::Queue { queue, window, .. } if std::ptr::eq(model.resource(*queue), resource) => {
            Some(function.timeout.value.seconds() * 6 + window.as_ref().map_or(0, |it| it.value.seconds()))
        }
        _ => None,
    });
    consumer.unwrap_or(30)
}

fn table(table: &Table, name: &str, tags: Expression, protected: bool) -> DynamodbTable {
    let mut keys: Vec<&Attribute> = std::iter::once(&table.key).chain(&table.sort).collect();
    for index in &table.indexes {
        keys.extend(std::iter::once(&index.key).chain(&index.sort));
    }
    keys.sort_by(|a, b| a.name.value.cmp(&b.name.value));
    keys.dedup_by(|a, b| a.name.value == b.name.value);
    let mut written = DynamodbTable::new(name, "PAY_PER_REQUEST", table.key.name.value.as_str())
        .range_key(table.sort.as_ref().map(|it| it.name.value.clone()))
        .stream_enabled(table.stream.then_some(true))
        .stream_view_type(table.stream.then_some("NEW_AND_OLD_IMAGES"))
        .deletion_protection_enabled(protected)
        .tags(tags);
    for key in keys {
        let kind = match key.scalar {
            Scalar::Text => "S",
            Scalar::Number => "N",
            Scalar::Binary => "B",
        };
        written =
            written.nested("attribute", Body::new().attribute("name", key.name.value.as_str()).attribute("type", kind));
    }
    for index in &table.indexes {
        let body = Body::new()
            .attribute("name", index.name.value.as_str())
            .attribute("hash_key", index.key.name.value.as_str())
            .maybe("range_key", index.sort.as_ref().map(|it| it.name.value.as_str()))
            .attribute("projection_type", "ALL");
        written = written.nested("global_secondary_index", body);
    }
    if let Some(ttl) = &table.ttl {
        written = written
            .nested("ttl", Body::new().attribute("attribute_name", ttl.value.as_str()).attribute("enabled", true));
    }
    written
        .nested("point_in_time_recovery", Body::new().attribute("enabled", protected))
        .nested("server_side_encryption", Body::new().attribute("enabled", true))
}

fn bucket(
    bucket: &watershed_grammar::resource::bucket::Bucket,
    id: &str,
    name: &str,
    tags: Expression,
    protected: bool,
    file: &mut Body,
) {
    let local = local(id);
    let this = || S3Bucket::at(&local, "id");
    S3Bucket::new(name).tags(tags).add_protected(&local, protected, file);
    S3PublicAccess::new(this(), true, true, true, true).add(&local, file);
    S3Ownership::new(this())
        .nested("rule", Body::new().attribute("object_ownership", "BucketOwnerEnforced"))
        .add(&local, file);
    let default = Body::new().attribute("sse_algorithm", "aws:kms");
    let rule = Body::new().attribute("bucket_key_enabled", true).blank().block(
        "apply_server_side_encryption_by_default",
        &[],
        default,
    );
    S3Encryption::new(this()).nested("rule", rule).add(&local, file);
    let versioned = bucket.versioned.as_ref().is_none_or(|it| it.value);
    let status = if versioned { "Enabled" } else { "Suspended" };
    S3Versioning::new(this())
        .nested("versioning_configuration", Body::new().attribute("status", status))
        .add(&local, file);
    if let Some(expire) = &bucket.expire {
        let days = whole(expire.value.seconds().div_ceil(86_400));
        let mut rule = Body::new()
            .attribute("id", "expire")
            .attribute("status", "Enabled")
            .blank()
            .block("filter", &[], Body::new())
            .blank()
            .block("expiration", &[], Body::new().attribute("days", days));
        if versioned {
            rule = rule.blank().block(
                "noncurrent_version_expiration",
                &[],
                Body::new().attribute("noncurrent_days", days),
            );
        }
        S3Lifecycle::new(this()).nested("rule", rule).add(&local, file);
    }
    let deny = Expression::object([
        ("Version", Expression::from("2012-10-17")),
        (
            "Statement",
            Expression::List(vec![Expression::object([
                ("Sid", Expression::from("OnlyEncryptedConnections")),
                ("Effect", "Deny".into()),
                ("Principal", "*".into()),
                ("Action", "s3:*".into()),
                ("Resource", vec![S3Bucket::at(&local, "arn"), part_of(&local)].into()),
                ("Condition", Expression::object([("Bool", Expression::object([("aws:SecureTransport", "false")]))])),
            ])]),
        ),
    ]);
    S3Policy::new(this())
        .comment("`*` denies here: nobody reads or writes without TLS.")
        .policy(Expression::Call("jsonencode", vec![deny]))
        .add(&local, file);
}

fn part_of(local: &str) -> Expression {
    use crate::terraform::hcl::Part;
    let arn = format!("{}.{local}.arn", S3Bucket::TYPE);
    Expression::Template(vec![Part::Reference(arn.into()), Part::Text("/*".to_owned())])
}

/// A number of Terraform.
pub fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The name in Terraform of the queue between a topic and its function.
pub fn inbox(id: &str) -> String {
    part(id, "inbox")
}
