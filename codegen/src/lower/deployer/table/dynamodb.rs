//! Amazon DynamoDB. No item is read or written.

use super::{Need, Row, kms};
use crate::terraform::resource::{DynamodbTable, Resource as _};

/// The provider tells the key that AWS manages from others.
const OWN_KEY: Need = Need::new(&["kms:DescribeKey"], &["arn:{partition}:kms:{region}:{account}:key/*"])
    .only(&[("StringEquals", "kms:RequestAlias", "alias/aws/dynamodb")])
    .why("AWS chooses the id of the key that it manages for DynamoDB");

/// "Managing encryption at rest in DynamoDB", developer guide (2026-11).
const GIVEN_KEY: Need = kms::given(
    &["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
    &["arn:{partition}:kms:{region}:{account}:key/{server_side_encryption.kms_key_arn}"],
    kms::VIA_DYNAMODB,
)
.when("server_side_encryption.kms_key_arn");

const TABLE: &[&str] = &["arn:{partition}:dynamodb:{region}:{account}:table/{name}"];

pub const ROWS: &[Row] = &[
    Row {
        kind: DynamodbTable::TYPE,
        name: "{name}",
        needs: &[
            Need::new(
                &[
                    "dynamodb:CreateTable",
                    "dynamodb:DeleteTable",
                    "dynamodb:DescribeContinuousBackups",
                    "dynamodb:DescribeTable",
                    "dynamodb:DescribeTimeToLive",
                    "dynamodb:ListTagsOfResource",
                    "dynamodb:TagResource",
                    "dynamodb:UntagResource",
                    "dynamodb:UpdateContinuousBackups",
                    "dynamodb:UpdateTable",
                    "dynamodb:UpdateTimeToLive",
                ],
                TABLE,
            ),
            OWN_KEY,
            GIVEN_KEY,
        ],
    },
    Row {
        kind: "data.aws_dynamodb_table",
        name: "{name}",
        needs: &[
            Need::new(
                &[
                    "dynamodb:DescribeContinuousBackups",
                    "dynamodb:DescribeTable",
                    "dynamodb:DescribeTimeToLive",
                    "dynamodb:ListTagsOfResource",
                ],
                TABLE,
            ),
            OWN_KEY,
        ],
    },
];
