//! AWS IAM.

use super::{Need, Row};
use crate::terraform::resource::{IamRole, IamRolePolicy, Resource as _};

pub const ROWS: &[Row] = &[
    Row {
        kind: IamRole::TYPE,
        name: "{name}",
        needs: &[Need::new(
            &[
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:DeleteRolePermissionsBoundary",
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:ListAttachedRolePolicies",
                "iam:ListInstanceProfilesForRole",
                "iam:ListRolePolicies",
                "iam:PutRolePermissionsBoundary",
                "iam:TagRole",
                "iam:UntagRole",
                "iam:UpdateAssumeRolePolicy",
            ],
            &["arn:{partition}:iam::{account}:role/{name}"],
        )],
    },
    Row {
        kind: IamRolePolicy::TYPE,
        name: "{role}",
        needs: &[Need::new(
            &["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
            &["arn:{partition}:iam::{account}:role/{role}"],
        )],
    },
];
