//! AWS CloudFormation: the stack with the second permission of a public URL.

use super::{Need, Row};
use crate::terraform::resource::{Resource as _, Stack};

pub const ROWS: &[Row] = &[Row {
    kind: Stack::TYPE,
    name: "{name}",
    needs: &[Need::new(
        &[
            "cloudformation:CreateStack",
            "cloudformation:DeleteStack",
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeStacks",
            "cloudformation:GetTemplate",
            "cloudformation:TagResource",
            "cloudformation:UntagResource",
            "cloudformation:UpdateStack",
        ],
        &["arn:{partition}:cloudformation:{region}:{account}:stack/{name}/*"],
    )
    .why("AWS puts an id behind the name of a stack")],
}];
