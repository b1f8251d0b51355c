//! What a bucket tells about its objects: S3 takes one notification a bucket, so all functions of a bucket share it.

use watershed_grammar::Spanned;
use watershed_grammar::resource::Shape;
use watershed_grammar::trigger::bucket::{Happening, encoded};

use super::names::local;
use super::resource::queue::inbox;
use super::{Cloud, function_arn, target::Target};
use crate::model::{Resource, ResourceId, Trigger};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{
    LambdaPermission, NotifiedFunction, NotifiedQueue, Resource as _, S3Notification, SqsPolicy, SqsQueue,
};

/// What a reviewer must know of a bucket that belongs to somebody else too.
const REPLACES: &str = "S3 keeps one notification configuration a bucket: this one replaces what is there.";

/// Adds the notification of a bucket that somebody listens to.
pub fn lower(id: ResourceId, cloud: &Cloud<'_>, file: &mut Body) {
    let resource = cloud.model.resource(id);
    let (mut notification, mut needs) = (S3Notification::new(Target::of(resource).locator()), Vec::new());
    for (number, function) in cloud.consumers(id) {
        let Trigger::Bucket { on, prefix, suffix, .. } = &function.trigger else { continue };
        let events: Vec<Expression> = on.iter().flat_map(|it| events(*it, resource)).map(Expression::from).collect();
        let (prefix, suffix) = (sent(prefix.as_ref()), sent(suffix.as_ref()));
        if cloud.plan.is_serverless(number) {
            let block = NotifiedFunction::new(function_arn(function), events).filter_prefix(prefix);
            notification = notification.nested(block.filter_suffix(suffix));
            needs.push(LambdaPermission::address(&local(&function.identity.id)));
        } else {
            let inbox = inbox(&function.identity.id);
            let block = NotifiedQueue::new(SqsQueue::at(&inbox, "arn"), events).filter_prefix(prefix);
            notification = notification.nested(block.filter_suffix(suffix));
            needs.push(SqsPolicy::address(&inbox));
        }
    }
    if needs.is_empty() {
        return;
    }
    *file = std::mem::take(file).blank();
    if resource.external.is_some() {
        *file = std::mem::take(file).comment(REPLACES);
    }
    let notification = notification.depends_on("S3 asks everybody whom it tells whether it may.", needs);
    let block =
        Body::new().block("resource", &[S3Notification::TYPE, &local(&resource.identity.id)], notification.body());
    file.items.extend(block.items);
}

/// What S3 calls it. Objects whose time is over are not "removed" there: their end has an event of its own, and that of
/// their earlier versions another one (Amazon S3 user guide, event types, 2026-11).
fn events(happening: Happening, bucket: &Resource) -> Vec<&'static str> {
    let expires = matches!(&bucket.shape, Shape::Bucket(bucket) if bucket.expire.is_some());
    match happening {
        Happening::Created => vec!["s3:ObjectCreated:*"],
        Happening::Removed if expires => vec!["s3:ObjectRemoved:*", "s3:LifecycleExpiration:DeleteMarkerCreated"],
        Happening::Removed => vec!["s3:ObjectRemoved:*"],
    }
}

/// A filter as S3 takes it.
fn sent(filter: Option<&Spanned<String>>) -> Option<String> {
    filter.map(|text| encoded(&text.value))
}
