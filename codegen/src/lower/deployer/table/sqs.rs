//! Amazon SQS.

use super::{Need, Row};
use crate::terraform::resource::{Resource as _, SqsPolicy, SqsQueue, SqsRedriveAllow};

const QUEUE: &[&str] = &["arn:{partition}:sqs:{region}:{account}:{name}"];
const OF_QUEUE: &[&str] = &["arn:{partition}:sqs:{region}:{account}:{queue_url}"];

pub const ROWS: &[Row] = &[
    Row {
        kind: SqsQueue::TYPE,
        name: "{name}",
        needs: &[Need::new(
            &[
                "sqs:CreateQueue",
                "sqs:DeleteQueue",
                "sqs:GetQueueAttributes",
                "sqs:ListQueueTags",
                "sqs:SetQueueAttributes",
                "sqs:TagQueue",
                "sqs:UntagQueue",
            ],
            QUEUE,
        )],
    },
    Row {
        kind: SqsPolicy::TYPE,
        name: "{queue_url}",
        needs: &[Need::new(&["sqs:GetQueueAttributes", "sqs:SetQueueAttributes"], OF_QUEUE)],
    },
    Row {
        kind: SqsRedriveAllow::TYPE,
        name: "{queue_url}",
        needs: &[Need::new(&["sqs:GetQueueAttributes", "sqs:SetQueueAttributes"], OF_QUEUE)],
    },
    Row {
        kind: "data.aws_sqs_queue",
        name: "{name}",
        needs: &[Need::new(&["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"], QUEUE)],
    },
];
