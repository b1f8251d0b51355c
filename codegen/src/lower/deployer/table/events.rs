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
            // AWS asks for these from EventBridge itself, by the policy of the key, and names nothing for who makes the bus
            // (EventBridge user guide, "Authorizing EventBridge to use a customer managed key"; the service authorization
            // reference has keys for archives and none for buses; 2026-11). So this is no more than the same in the
            // deployer's name: it opens the key only if EventBridge asks so, and where it does not, it is never used.
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
