//! Amazon CloudWatch.

use super::{Need, Row};
use crate::terraform::resource::{MetricAlarm, Resource as _};

pub const ROWS: &[Row] = &[Row {
    kind: MetricAlarm::TYPE,
    name: "{alarm_name}",
    needs: &[
        Need::new(
            &[
                "cloudwatch:DeleteAlarms",
                "cloudwatch:ListTagsForResource",
                "cloudwatch:PutMetricAlarm",
                "cloudwatch:TagResource",
                "cloudwatch:UntagResource",
            ],
            &["arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}"],
        ),
        Need::new(&["cloudwatch:DescribeAlarms"], &["arn:{partition}:cloudwatch:{region}:{account}:alarm:*"])
            .why("an alarm is looked up in the list of all"),
    ],
}];
