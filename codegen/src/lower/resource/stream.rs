//! Streams.

use watershed_grammar::resource::stream::Stream;

use super::{Writing, whole};
use crate::lower::key;
use crate::physical::STREAM;
use crate::terraform::hcl::Body;
use crate::terraform::resource::{KinesisStream, Resource as _, StreamMode};

/// Writes a stream, encrypted with the environment's key, or the one that AWS manages for Kinesis.
pub fn lower(stream: &Stream, writing: Writing<'_>, protected: bool, file: &mut Body) {
    let mode = if stream.shards.is_some() { "PROVISIONED" } else { "ON_DEMAND" };
    KinesisStream::new(writing.name(STREAM, ""))
        .shard_count(stream.shards.as_ref().map(|it| it.value))
        .retention_period(stream.retention.as_ref().map(|it| whole(it.value.seconds() / 3600)))
        .encryption_type("KMS")
        .kms_key_id(key::arn(writing.model).unwrap_or_else(|| "alias/aws/kinesis".into()))
        .tags(writing.tags)
        .nested(StreamMode::new(mode))
        .add_protected(&writing.local, protected, file);
}
