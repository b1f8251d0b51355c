//! Amazon SNS.

use super::{Need, Row};
use crate::terraform::resource::{Resource as _, SnsSubscription, SnsTopic};

const TOPIC: &[&str] = &["arn:{partition}:sns:{region}:{account}:{name}"];

pub const ROWS: &[Row] = &[
    Row {
        kind: SnsTopic::TYPE,
        name: "{name}",
        needs: &[Need::new(
            &[
                "sns:CreateTopic",
                "sns:DeleteTopic",
                "sns:GetTopicAttributes",
                "sns:ListTagsForResource",
                "sns:SetTopicAttributes",
                "sns:TagResource",
                "sns:UntagResource",
            ],
            TOPIC,
        )],
    },
    Row {
        kind: SnsSubscription::TYPE,
        name: "{topic_arn}",
        needs: &[
            Need::new(
                &["sns:ListSubscriptionsByTopic", "sns:Subscribe"],
                &["arn:{partition}:sns:{region}:{account}:{topic_arn}"],
            ),
            Need::new(&["sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes", "sns:Unsubscribe"], &["*"])
                .why("SNS knows no narrower resource for a subscription that exists"),
        ],
    },
    Row {
        kind: "data.aws_sns_topic",
        name: "{name}",
        needs: &[
            Need::new(&["sns:GetTopicAttributes", "sns:ListTagsForResource"], TOPIC),
            Need::new(&["sns:ListTopics"], &["*"]).why("a topic is looked up in the list of all"),
        ],
    },
];
