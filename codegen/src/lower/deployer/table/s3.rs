//! Amazon S3. No object is read or written.

use super::{Need, Row};
use crate::terraform::resource::{
    Resource as _, S3Bucket, S3Encryption, S3Lifecycle, S3Notification, S3Ownership, S3Policy, S3PublicAccess,
    S3Versioning,
};

const BUCKET: &[&str] = &["arn:{partition}:s3:::{bucket}"];

/// What the provider keeps in a resource beside the bucket.
const fn beside(kind: &'static str, needs: &'static [Need]) -> Row {
    Row { kind, name: "{bucket}", needs }
}

pub const ROWS: &[Row] = &[
    Row {
        kind: S3Bucket::TYPE,
        name: "{bucket}",
        needs: &[Need::new(
            &[
                "s3:CreateBucket",
                "s3:DeleteBucket",
                // The provider still reads what earlier versions kept in the bucket itself.
                "s3:GetAccelerateConfiguration",
                "s3:GetBucketAcl",
                "s3:GetBucketCORS",
                "s3:GetBucketLogging",
                "s3:GetBucketObjectLockConfiguration",
                "s3:GetBucketPolicy",
                "s3:GetBucketRequestPayment",
                "s3:GetBucketTagging",
                "s3:GetBucketVersioning",
                "s3:GetBucketWebsite",
                "s3:GetEncryptionConfiguration",
                "s3:GetLifecycleConfiguration",
                "s3:GetReplicationConfiguration",
                // `HeadBucket`
                "s3:ListBucket",
                // The words for tags since 6.23.
                "s3:ListTagsForResource",
                "s3:PutBucketTagging",
                "s3:TagResource",
                "s3:UntagResource",
            ],
            BUCKET,
        )],
    },
    beside(S3Lifecycle::TYPE, &[Need::new(&["s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"], BUCKET)]),
    beside(S3Notification::TYPE, &[Need::new(&["s3:GetBucketNotification", "s3:PutBucketNotification"], BUCKET)]),
    beside(
        S3Ownership::TYPE,
        &[Need::new(&["s3:GetBucketOwnershipControls", "s3:PutBucketOwnershipControls"], BUCKET)],
    ),
    beside(
        S3Policy::TYPE,
        &[Need::new(&["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"], BUCKET)],
    ),
    beside(
        S3PublicAccess::TYPE,
        &[Need::new(&["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"], BUCKET)],
    ),
    beside(
        S3Encryption::TYPE,
        &[Need::new(&["s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"], BUCKET)],
    ),
    beside(S3Versioning::TYPE, &[Need::new(&["s3:GetBucketVersioning", "s3:PutBucketVersioning"], BUCKET)]),
    Row {
        kind: "data.aws_s3_bucket",
        name: "{bucket}",
        needs: &[Need::new(&["s3:GetBucketWebsite", "s3:ListBucket"], BUCKET)],
    },
];
