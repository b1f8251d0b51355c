//! Amazon Kinesis Data Streams.

use super::{Need, Row};
use crate::terraform::resource::{KinesisStream, Resource as _};

const STREAM: &[&str] = &["arn:{partition}:kinesis:{region}:{account}:stream/{name}"];

pub const ROWS: &[Row] = &[
    Row {
        kind: KinesisStream::TYPE,
        name: "{name}",
        needs: &[
            Need::new(
                &[
                    "kinesis:AddTagsToStream",
                    "kinesis:CreateStream",
                    "kinesis:DecreaseStreamRetentionPeriod",
                    "kinesis:DeleteStream",
                    "kinesis:DescribeStreamSummary",
                    "kinesis:IncreaseStreamRetentionPeriod",
                    "kinesis:ListTagsForStream",
                    "kinesis:RemoveTagsFromStream",
                    "kinesis:StartStreamEncryption",
                    "kinesis:StopStreamEncryption",
                ],
                STREAM,
            ),
            Need::new(
                &["kinesis:StartStreamEncryption", "kinesis:StopStreamEncryption"],
                &["arn:{partition}:kms:{region}:{account}:key/*"],
            )
            .why("AWS chooses the id of the key that it manages for Kinesis"),
            Need::new(&["kinesis:UpdateShardCount", "kinesis:UpdateStreamMode"], &["*"])
                .why("Kinesis knows no narrower resource for these"),
        ],
    },
    Row {
        kind: "data.aws_kinesis_stream",
        name: "{name}",
        needs: &[Need::new(
            &["kinesis:DescribeStreamSummary", "kinesis:ListShards", "kinesis:ListTagsForStream"],
            STREAM,
        )],
    },
];
