//! Objects of a bucket.

use std::collections::BTreeMap;

use watershed_grammar::trigger::bucket::Happening;

use super::Writing;
use crate::lower::names::{self, ACCOUNT, local};
use crate::lower::{Cloud, function_arn, target::Target};
use crate::model::{ResourceId, Trigger};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{LambdaPermission, NotifiedFunction, Resource as _, S3Notification};

/// Writes the permission for this bucket alone, and what happens to events that could not be handled.
pub fn lower(writing: &mut Writing<'_, '_>, bucket: ResourceId) {
    let arn = Target::of(writing.cloud.model.resource(bucket)).arn();
    writing.failures();
    // The ARN of a bucket names no account: one that somebody else makes anew under the name is not this one.
    let account = Expression::reference(ACCOUNT);
    let permission = writing.allowed("bucket", "s3.amazonaws.com", arn).source_account(account);
    permission.add(&writing.local, &mut writing.file);
}

/// What a reviewer must know of a bucket that belongs to somebody else too.
const REPLACES: &str = "S3 keeps one notification configuration a bucket: this one replaces what is there.";

/// S3 takes one notification a bucket, so all functions of a bucket share it.
pub fn notifications(cloud: &mut Cloud<'_>) {
    let model = cloud.model;
    let mut buckets: BTreeMap<ResourceId, (S3Notification, Vec<String>)> = BTreeMap::new();
    for function in &model.functions {
        let Trigger::Bucket { bucket, on, prefix, suffix } = &function.trigger else { continue };
        let events: Vec<Expression> = on.iter().map(|it| Expression::from(event(*it))).collect();
        let block = NotifiedFunction::new(function_arn(function), events)
            .filter_prefix(prefix.as_ref().map(|it| it.value.as_str()))
            .filter_suffix(suffix.as_ref().map(|it| it.value.as_str()));
        let new = || (S3Notification::new(Target::of(model.resource(*bucket)).locator()), Vec::new());
        let (notification, needs) = buckets.remove(bucket).unwrap_or_else(new);
        let needs = [needs, vec![LambdaPermission::address(&local(&function.identity.id))]].concat();
        buckets.insert(*bucket, (notification.nested(block), needs));
    }
    for (bucket, (notification, needs)) in buckets {
        let resource = model.resource(bucket);
        let id = &resource.identity.id;
        let file = cloud.files.entry(names::file(resource.kind(), id)).or_default();
        if resource.external.is_some() {
            *file = std::mem::take(file).blank().comment(REPLACES);
        }
        let notification = notification.depends_on("S3 asks each function whether it may be called.", needs);
        let block = Body::new().block("resource", &[S3Notification::TYPE, &local(id)], notification.body());
        if resource.external.is_none() {
            *file = std::mem::take(file).blank();
        }
        file.items.extend(block.items);
    }
}

fn event(happening: Happening) -> &'static str {
    match happening {
        Happening::Created => "s3:ObjectCreated:*",
        Happening::Removed => "s3:ObjectRemoved:*",
    }
}
