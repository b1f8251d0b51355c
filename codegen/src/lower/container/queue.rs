//! Messages of a queue: the program receives them itself, and KEDA counts what waits.

use super::{FedBy, Writing, environment};
use crate::lower::target::Target;
use crate::model::{Function, ResourceId};
use crate::terraform::policy::Statement;

/// Lets the program read a queue of the application.
pub fn lower(writing: &mut Writing<'_, '_>, function: &Function, queue: ResourceId) {
    let model = writing.cloud.model;
    let (key, name) = environment::of_resource(model, queue);
    writing.variables.insert(key, name.clone());
    let arn = Target::of(model.resource(queue)).arn();
    consume(writing, FedBy { function: function.identity.id.clone(), name, arn });
}

/// Lets the program read a queue, hold a message for as long as it works on it, and find the queue by its name.
pub fn consume(writing: &mut Writing<'_, '_>, queue: FedBy) {
    let actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueUrl"];
    writing.statements.push(Statement::allow(actions, [queue.arn.clone()]));
    writing.queues.push(queue);
}
