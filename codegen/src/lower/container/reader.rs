//! What the readers of streams have in common: one replica, a queue for what could not be handled, and a table in which
//! the program notes how far it is.

use super::Writing;
use crate::lower::alarm::RETRIES;
use crate::lower::names::{part, variable};
use crate::lower::{key, resource::queue::dead_queue, tags};
use crate::model::Function;
use crate::physical::{self, DEAD, POSITIONS, QUEUE, TABLE};
use crate::terraform::policy::Statement;
use crate::terraform::resource::{
    DynamodbTable, PointInTimeRecovery, Resource as _, ServerSideEncryption, SqsQueue, TableAttribute,
};

/// What the positions of a stream are found by: its ARN.
const KEY: &str = "stream";

/// Writes the dead-letter queue and the table of positions, and the right to use them.
pub fn lower(writing: &mut Writing<'_, '_>, function: &Function) {
    let id = &function.identity.id;
    let local = part(id, "dead");
    let name = physical::name(writing.cloud.model, &function.identity, QUEUE, DEAD);
    dead_queue(writing.cloud, &function.identity, &local, tags(&function.identity), &mut writing.file);
    let actions = ["sqs:SendMessage", "sqs:GetQueueUrl"];
    writing.statements.push(Statement::allow(actions, [SqsQueue::at(&local, "arn")]));
    writing.variables.insert(variable("dead", id), name);
    positions(writing, function);
    // AWS Lambda counts the tries of a serverless reader; here the program does.
    let retries = function.retries.as_ref().map_or(RETRIES, |it| it.value);
    writing.variables.insert(variable("retries", id), retries.to_string());
    writing.notes.push(
        "One replica, and the old one is gone before the new one comes: nothing divides a stream's\n\
         shards between readers, so two of them would handle each record twice.",
    );
}

/// A program that is replaced goes on where the one before it ended. AWS Lambda notes that for a serverless reader.
fn positions(writing: &mut Writing<'_, '_>, function: &Function) {
    let (id, protected) = (&function.identity.id, writing.cloud.model.protected);
    let (local, name) =
        (part(id, "positions"), physical::name(writing.cloud.model, &function.identity, TABLE, POSITIONS));
    DynamodbTable::new(name.clone(), "PAY_PER_REQUEST", KEY)
        .deletion_protection_enabled(protected)
        .tags(tags(&function.identity))
        .nested(TableAttribute::new(KEY, "S"))
        .nested(PointInTimeRecovery::new(protected))
        .nested(ServerSideEncryption::new(true).kms_key_arn(key::arn(writing.cloud.model)))
        .add_protected(&local, protected, &mut writing.file);
    let actions = ["dynamodb:GetItem", "dynamodb:PutItem"];
    writing.statements.push(Statement::allow(actions, [DynamodbTable::at(&local, "arn")]));
    writing.variables.insert(variable("positions", id), name);
}
