//! AWS Secrets Manager. Nothing reads or writes the value of a secret.

use super::{Need, Row, kms};
use crate::terraform::resource::{Resource as _, Secret};

/// AWS puts a hyphen and six characters behind the name.
const SECRET: &[&str] = &["arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-??????"];

pub const ROWS: &[Row] = &[
    Row {
        kind: Secret::TYPE,
        name: "{name}",
        needs: &[
            // They are not there yet.
            Need::new(
                &["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
                &["arn:{partition}:secretsmanager:{region}:{account}:secret:{name}"],
            ),
            Need::new(
                &[
                    "secretsmanager:CreateSecret",
                    "secretsmanager:DeleteSecret",
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetResourcePolicy",
                    "secretsmanager:TagResource",
                    "secretsmanager:UntagResource",
                    "secretsmanager:UpdateSecret",
                ],
                SECRET,
            ),
            // A value that is there is encrypted anew where the key changes.
            kms::given(
                &["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
                &["arn:{partition}:kms:{region}:{account}:key/{kms_key_id}"],
                kms::VIA_SECRETS,
            )
            .when("kms_key_id"),
        ],
    },
    Row {
        kind: "data.aws_secretsmanager_secret",
        name: "{name}",
        needs: &[Need::new(&["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"], SECRET)],
    },
];
