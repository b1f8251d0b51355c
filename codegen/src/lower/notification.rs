//! What a bucket tells about its objects: S3 takes one notification a bucket, so all functions of a bucket share it.

use std::collections::BTreeMap;

use watershed_grammar::trigger::bucket::Happening;

use super::names::{self, local};
use super::resource::queue::inbox;
use super::{Cloud, function_arn, target::Target};
use crate::model::{FunctionId, ResourceId, Trigger};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{
    LambdaPermission, NotifiedFunction, NotifiedQueue, Resource as _, S3Notification, SqsPolicy, SqsQueue,
};

/// What a reviewer must know of a bucket that belongs to somebody else too.
const REPLACES: &str = "S3 keeps one notification configuration a bucket: this one replaces what is there.";

/// Writes the notification of each bucket that somebody listens to.
pub fn lower(cloud: &mut Cloud<'_>) {
    let (model, plan) = (cloud.model, cloud.plan);
    let mut buckets: BTreeMap<ResourceId, (S3Notification, Vec<String>)> = BTreeMap::new();
    for (index, function) in model.functions.iter().enumerate() {
        let Trigger::Bucket { bucket, on, prefix, suffix } = &function.trigger else { continue };
        let events: Vec<Expression> = on.iter().map(|it| Expression::from(event(*it))).collect();
        let (prefix, suffix) = (prefix.as_ref().map(|it| &*it.value), suffix.as_ref().map(|it| &*it.value));
        let new = || (S3Notification::new(Target::of(model.resource(*bucket)).locator()), Vec::new());
        let (notification, needs) = buckets.remove(bucket).unwrap_or_else(new);
        let (notification, need) = if plan.is_serverless(FunctionId(index)) {
            let block = NotifiedFunction::new(function_arn(function), events).filter_prefix(prefix);
            let need = LambdaPermission::address(&local(&function.identity.id));
            (notification.nested(block.filter_suffix(suffix)), need)
        } else {
            let inbox = inbox(&function.identity.id);
            let block = NotifiedQueue::new(SqsQueue::at(&inbox, "arn"), events).filter_prefix(prefix);
            (notification.nested(block.filter_suffix(suffix)), SqsPolicy::address(&inbox))
        };
        buckets.insert(*bucket, (notification, [needs, vec![need]].concat()));
    }
    for (bucket, (notification, needs)) in buckets {
        let resource = model.resource(bucket);
        let id = &resource.identity.id;
        let file = cloud.files.entry(names::file(resource.kind(), id)).or_default();
        if resource.external.is_some() {
            *file = std::mem::take(file).blank().comment(REPLACES);
        }
        let notification = notification.depends_on("S3 asks everybody whom it tells whether it may.", needs);
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
