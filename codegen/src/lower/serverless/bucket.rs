//! Objects of a bucket.

use super::Writing;
use crate::lower::{names::ACCOUNT, target::Target};
use crate::model::ResourceId;
use crate::terraform::hcl::Expression;
use crate::terraform::resource::Resource as _;

/// Writes the permission for this bucket alone, and what happens to events that could not be handled.
pub fn lower(writing: &mut Writing<'_, '_>, bucket: ResourceId) {
    let arn = Target::of(writing.cloud.model.resource(bucket)).arn();
    writing.failures();
    // The ARN of a bucket names no account: one that somebody else makes anew under the name is not this one.
    let account = Expression::reference(ACCOUNT);
    let permission = writing.allowed("bucket", "s3.amazonaws.com", arn).source_account(account);
    permission.add(&writing.local, &mut writing.file);
}
