//! Objects of a bucket.

use std::collections::BTreeMap;

use watershed_grammar::trigger::bucket::Happening;

use super::Writing;
use crate::lower::names::local;
use crate::lower::{Cloud, function_arn, target::Target};
use crate::model::{ResourceId, Trigger};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::resource::{LambdaPermission, Resource as _, S3Notification};

/// Writes the permission for this bucket alone, and what happens to events that could not be handled.
pub fn lower(writing: &mut Writing<'_, '_>, bucket: ResourceId) {
    let arn = Target::of(writing.cloud.model.resource(bucket)).arn();
    writing.failures();
    writing.permission("bucket", "s3.amazonaws.com", arn);
}

/// S3 takes one notification a bucket, so all functions of a bucket share it.
pub fn notifications(cloud: &mut Cloud<'_>) {
    let model = cloud.model;
    let mut buckets: BTreeMap<ResourceId, (Body, Vec<String>)> = BTreeMap::new();
    for function in &model.functions {
        let Trigger::Bucket { bucket, on, prefix, suffix } = &function.trigger else { continue };
        let (body, needs) = buckets.entry(*bucket).or_default();
        let events: Vec<Expression> = on.iter().map(|it| Expression::from(event(*it))).collect();
        let block = Body::new()
            .attribute("lambda_function_arn", function_arn(function))
            .attribute("events", Expression::List(events))
            .maybe("filter_prefix", prefix.as_ref().map(|it| it.value.as_str()))
            .maybe("filter_suffix", suffix.as_ref().map(|it| it.value.as_str()));
        *body = std::mem::take(body).blank().block("lambda_function", &[], block);
        needs.push(format!("{}.{}", LambdaPermission::TYPE, local(&function.identity.id)));
    }
    for (bucket, (body, needs)) in buckets {
        let resource = model.resource(bucket);
        let mut file = Body::new();
        let needs: Vec<Expression> = needs.into_iter().map(Expression::reference).collect();
        let whole = S3Notification::new(Target::of(resource).attribute("id")).body().blank();
        let whole = Body { items: [whole.items, body.items].concat() };
        let whole = whole.blank().attribute("depends_on", Expression::List(needs));
        file = file.block("resource", &[S3Notification::TYPE, &local(&resource.identity.id)], whole);
        cloud.file(format!("bucket_{}_notification.tf", local(&resource.identity.id)), file);
    }
}

fn event(happening: Happening) -> &'static str {
    match happening {
        Happening::Created => "s3:ObjectCreated:*",
        Happening::Removed => "s3:ObjectRemoved:*",
    }
}
