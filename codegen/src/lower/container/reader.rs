//! What the readers of streams have in common: one replica, and a queue for what could not be handled.

use super::Writing;
use crate::lower::alarm::RETRIES;
use crate::lower::names::{part, variable};
use crate::lower::{resource::queue::dead_queue, tags};
use crate::model::Function;
use crate::physical::{self, DEAD, QUEUE};
use crate::terraform::policy::Statement;
use crate::terraform::resource::{Resource as _, SqsQueue};

/// Writes the dead-letter queue, and the right to send to it.
pub fn lower(writing: &mut Writing<'_, '_>, function: &Function) {
    let id = &function.identity.id;
    let local = part(id, "dead");
    let name = physical::name(writing.cloud.model, &function.identity, QUEUE, DEAD);
    dead_queue(writing.cloud, &function.identity, &local, tags(&function.identity), &mut writing.file);
    let actions = ["sqs:SendMessage", "sqs:GetQueueUrl"];
    writing.statements.push(Statement::allow(actions, [SqsQueue::at(&local, "arn")]));
    writing.variables.insert(variable("dead", id), name);
    // AWS Lambda counts the tries of a serverless reader; here the program does.
    let retries = function.retries.as_ref().map_or(RETRIES, |it| it.value);
    writing.variables.insert(variable("retries", id), retries.to_string());
    writing.notes.push(
        "One replica, and the old one is gone before the new one comes: nothing divides a stream's\n\
         shards between readers, so two of them would handle each record twice.",
    );
}
