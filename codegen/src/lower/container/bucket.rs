//! Objects of a bucket, through a queue of the function's own. The notification is in the bucket's file.

use super::{Writing, inbox};
use crate::lower::target::Target;
use crate::model::{Function, ResourceId};

/// Writes the queue that the bucket may send to.
pub fn lower(writing: &mut Writing<'_, '_>, function: &Function, bucket: ResourceId) {
    let arn = Target::of(writing.cloud.model.resource(bucket)).arn();
    inbox::lower(writing, function, false, ("s3.amazonaws.com", arn));
}
