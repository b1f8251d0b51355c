//! Amazon CloudWatch Logs.

use super::{Need, Row};
use crate::terraform::resource::{LogGroup, Resource as _};

pub const ROWS: &[Row] = &[Row {
    kind: LogGroup::TYPE,
    name: "{name}",
    needs: &[
        Need::new(
            &[
                "logs:CreateLogGroup",
                "logs:DeleteLogGroup",
                "logs:DeleteRetentionPolicy",
                "logs:ListTagsForResource",
                "logs:PutRetentionPolicy",
                "logs:TagResource",
                "logs:UntagResource",
            ],
            // AWS asks for the first where it is about tags, and for the second elsewhere.
            &[
                "arn:{partition}:logs:{region}:{account}:log-group:{name}",
                "arn:{partition}:logs:{region}:{account}:log-group:{name}:*",
            ],
        ),
        Need::new(
            &["logs:AssociateKmsKey", "logs:DisassociateKmsKey"],
            &["arn:{partition}:logs:{region}:{account}:log-group:{name}:*"],
        )
        .when("kms_key_id"),
        Need::new(&["logs:DescribeLogGroups"], &["*"]).why("a log group is looked up in the list of all"),
    ],
}];
