//! Amazon EventBridge Scheduler.

use super::{Need, Row, kms};
use crate::terraform::resource::{Resource as _, Schedule};

pub const ROWS: &[Row] = &[Row {
    kind: Schedule::TYPE,
    name: "{name}",
    needs: &[
        Need::new(
            &[
                "scheduler:CreateSchedule",
                "scheduler:DeleteSchedule",
                "scheduler:GetSchedule",
                "scheduler:UpdateSchedule",
            ],
            &["arn:{partition}:scheduler:{region}:{account}:schedule/default/{name}"],
        ),
        Need::new(&["iam:PassRole"], &["arn:{partition}:iam::{account}:role/{target.role_arn}"]).only(&[(
            "StringEquals",
            "iam:PassedToService",
            "scheduler.amazonaws.com",
        )]),
        kms::given(
            &["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
            &["arn:{partition}:kms:{region}:{account}:key/{kms_key_arn}"],
            kms::VIA_SCHEDULER,
        )
        .when("kms_key_arn"),
    ],
}];
