//! Amazon EventBridge.

use super::{Need, Row, kms};
use crate::terraform::resource::{EventBus, EventRule, EventTarget, Resource as _};

const BUS: &[&str] = &["arn:{partition}:events:{region}:{account}:event-bus/{name}"];

pub const ROWS: &[Row] = &[
    Row {
        kind: EventBus::TYPE,
        name: "{name}",
        needs: &[
            Need::new(
                &[
                    "events:CreateEventBus",
                    "events:DeleteEventBus",
                    "events:DescribeEventBus",
                    "events:ListTagsForResource",
                    "events:TagResource",
                    "events:UntagResource",
                    "events:UpdateEventBus",
                ],
                BUS,
            ),
            kms::given(
                &["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
                &["arn:{partition}:kms:{region}:{account}:key/{kms_key_identifier}"],
                kms::VIA_EVENTS,
            )
            .when("kms_key_identifier"),
        ],
    },
    Row {
        kind: EventRule::TYPE,
        name: "{name}",
        needs: &[Need::new(
            &[
                "events:DeleteRule",
                "events:DescribeRule",
                "events:ListTagsForResource",
                "events:PutRule",
                "events:TagResource",
                "events:UntagResource",
            ],
            &["arn:{partition}:events:{region}:{account}:rule/{event_bus_name/}{name}"],
        )],
    },
    Row {
        kind: EventTarget::TYPE,
        name: "{rule}",
        needs: &[Need::new(
            &["events:ListTargetsByRule", "events:PutTargets", "events:RemoveTargets"],
            &["arn:{partition}:events:{region}:{account}:rule/{event_bus_name/}{rule}"],
        )],
    },
    Row {
        kind: "data.aws_cloudwatch_event_bus",
        name: "{name}",
        needs: &[Need::new(&["events:DescribeEventBus"], BUS)],
    },
];
