//! The clock.

use super::Writing;
use crate::lower::names::part;
use crate::lower::role::{self, Trust};
use crate::lower::{function_arn, key, tags};
use crate::physical::{ROLE, SCHEDULE, SCHEDULER};
use crate::terraform::policy::Statement;
use crate::terraform::resource::{
    DeadLetterConfig, FlexibleTimeWindow, IamRole, IamRolePolicy, Resource as _, RetryPolicy, Schedule, ScheduleTarget,
    SqsQueue,
};

/// How often AWS tries to hand over; what the function itself fails at is retried by AWS Lambda.
const DELIVERIES: u32 = 2;

/// Writes the schedule, the role that it invokes with, and the queue for what it could not deliver.
pub fn lower(writing: &mut Writing<'_, '_>, when: &str, timezone: Option<&str>) {
    let function = writing.function;
    let dead = writing.failures();
    let local = part(&function.identity.id, "schedule");
    let model = writing.cloud.model;
    let mut statements = vec![
        Statement::allow(["lambda:InvokeFunction"], [function_arn(function)]),
        Statement::allow(["sqs:SendMessage"], [SqsQueue::at(&dead, "arn")]),
    ];
    let schedule = writing.name(SCHEDULE, "");
    statements.extend(key::of_schedule(model, &schedule));
    let name = writing.name(ROLE, SCHEDULER);
    let role = role::Writing { model, local: &local, name: &name, trust: Trust::Scheduler };
    role::lower(role, statements, tags(&function.identity), &mut writing.file);
    let target = ScheduleTarget::new(function_arn(function), IamRole::at(&local, "arn"))
        .nested(RetryPolicy::new().maximum_retry_attempts(DELIVERIES))
        .nested(DeadLetterConfig::new(SqsQueue::at(&dead, "arn")));
    Schedule::new(schedule, when)
        .schedule_expression_timezone(timezone)
        .kms_key_arn(key::arn(model))
        .nested(FlexibleTimeWindow::new("OFF"))
        .nested(target)
        .depends_on("What is started before the role may start it would be lost.", [IamRolePolicy::address(&local)])
        .add(&writing.local, &mut writing.file);
}
