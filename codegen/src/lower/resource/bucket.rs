//! Buckets: encrypted, versioned, closed to the public, TLS only.

use watershed_grammar::resource::bucket::Bucket;

use super::{Writing, whole};
use crate::lower::key;
use crate::physical::BUCKET;
use crate::terraform::hcl::{Body, Expression, Part};
use crate::terraform::resource::{
    AbortUpload, DefaultEncryption, EncryptionRule, Expiration, LifecycleFilter, LifecycleRule, NoncurrentExpiration,
    OwnershipRule, Resource as _, S3Bucket, S3Encryption, S3Lifecycle, S3Ownership, S3Policy, S3PublicAccess,
    S3Versioning, VersioningConfiguration,
};

/// Days after which an upload is given up, where objects expire.
const UNFINISHED: i64 = 7;

/// Writes a bucket and what the provider keeps in resources beside it.
pub fn lower(bucket: &Bucket, writing: Writing<'_>, protected: bool, file: &mut Body) {
    let local = writing.local.as_str();
    let this = || S3Bucket::at(local, "id");
    let versioned = bucket.versioned.as_ref().is_none_or(|it| it.value);
    S3Bucket::new(writing.name(BUCKET, "")).tags(writing.tags).add_protected(local, protected, file);
    S3PublicAccess::new(this(), true, true, true, true).add(local, file);
    S3Ownership::new(this()).nested(OwnershipRule::new("BucketOwnerEnforced")).add(local, file);
    let encryption = DefaultEncryption::new("aws:kms").kms_master_key_id(key::arn(writing.model));
    let rule = EncryptionRule::new().bucket_key_enabled(true).nested(encryption);
    S3Encryption::new(this()).nested(rule).add(local, file);
    let status = if versioned { "Enabled" } else { "Suspended" };
    S3Versioning::new(this()).nested(VersioningConfiguration::new(status)).add(local, file);
    if let Some(expire) = &bucket.expire {
        let days = whole(expire.value.seconds().div_ceil(86_400));
        let mut rule =
            LifecycleRule::new("expire", "Enabled").nested(LifecycleFilter::new()).nested(Expiration::new(days));
        if versioned {
            rule = rule.nested(NoncurrentExpiration::new(days));
        }
        // The parts of an upload that was never finished are no object, and would stay for ever.
        rule = rule.nested(AbortUpload::new(days.min(UNFINISHED)));
        S3Lifecycle::new(this()).nested(rule).add(local, file);
    }
    S3Policy::new(this(), tls_only(local))
        .comment("`*` denies here: nobody reads or writes without TLS.")
        .add(local, file);
}

fn tls_only(local: &str) -> Expression {
    let arn = S3Bucket::path(local, "arn");
    let objects = Expression::Template(vec![Part::Reference(arn.clone().into()), Part::Text("/*".to_owned())]);
    let statement = Expression::object([
        ("Sid", Expression::from("OnlyEncryptedConnections")),
        ("Effect", "Deny".into()),
        ("Principal", "*".into()),
        ("Action", "s3:*".into()),
        ("Resource", vec![Expression::reference(arn), objects].into()),
        ("Condition", Expression::object([("Bool", Expression::object([("aws:SecureTransport", "false")]))])),
    ]);
    Expression::json(Expression::object([
        ("Version", Expression::from("2012-10-17")),
        ("Statement", Expression::List(vec![statement])),
    ]))
}
