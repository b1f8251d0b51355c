//! The clock.

use super::{Writing, role};
use crate::lower::names::part;
use crate::lower::{function_arn, tags};
use crate::terraform::hcl::Body;
use crate::terraform::policy::{Policy, Statement};
use crate::terraform::resource::{IamRole, Resource as _, Schedule, SqsQueue};

/// How often AWS tries to hand over; what the function itself fails at is retried by AWS Lambda.
const DELIVERIES: u32 = 2;

/// Writes the schedule, the role that it invokes with, and the queue for what it could not deliver.
pub fn lower(writing: &mut Writing<'_, '_>, when: &str, timezone: Option<&str>) {
    let function = writing.function;
    let dead = writing.failures();
    let local = part(&function.identity.id, "schedule");
    let statements = vec![
        Statement::allow(["lambda:InvokeFunction"], [function_arn(function)]),
        Statement::allow(["sqs:SendMessage"], [SqsQueue::at(&dead, "arn")]),
    ];
    let name = format!("{}-schedule", writing.name);
    role(
        &local,
        &name,
        "scheduler.amazonaws.com",
        &Policy::new(statements),
        tags(&function.identity),
        &mut writing.file,
    );
    let retry = Body::new().attribute("maximum_retry_attempts", DELIVERIES);
    let target = Body::new()
        .attribute("arn", function_arn(function))
        .attribute("role_arn", IamRole::at(&local, "arn"))
        .blank()
        .block("retry_policy", &[], retry)
        .blank()
        .block("dead_letter_config", &[], Body::new().attribute("arn", SqsQueue::at(&dead, "arn")));
    Schedule::new(writing.name.as_str(), when)
        .schedule_expression_timezone(timezone)
        .nested("flexible_time_window", Body::new().attribute("mode", "OFF"))
        .nested("target", target)
        .add(&writing.local, &mut writing.file);
}
