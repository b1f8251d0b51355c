//! A call by another function.

use super::Writing;
use crate::terraform::hcl::Body;
use crate::terraform::policy::Statement;
use crate::terraform::resource::{EventInvokeConfig, LambdaFunction, Resource as _, SqsQueue};

/// Writes what happens to calls that nobody waits for.
pub fn lower(writing: &mut Writing<'_, '_>) {
    let dead = writing.dead_letters();
    let arn = SqsQueue::at(&dead, "arn");
    writing.statements.push(Statement::allow(["sqs:SendMessage"], [arn.clone()]));
    let failure = Body::new().block("on_failure", &[], Body::new().attribute("destination", arn));
    EventInvokeConfig::new(LambdaFunction::at(&writing.local, "function_name"))
        .qualifier(writing.qualifier())
        .maximum_retry_attempts(writing.function.retries.as_ref().map_or(2, |it| it.value))
        .nested("destination_config", failure)
        .add(&writing.local, &mut writing.file);
}
