//! The queue of a function's own, between it and what cannot wait: a topic, a bucket, a bus.

use super::{FedBy, Writing, queue};
use crate::lower::names::variable;
use crate::lower::resource::queue::{QueuePlan, RECEIVES, RETENTION, hidden, inbox, queue_policy};
use crate::lower::tags;
use crate::model::Function;
use crate::physical::{self, FIFO, INBOX, QUEUE};
use crate::terraform::hcl::Expression;
use crate::terraform::resource::{Resource as _, SqsQueue};

/// Writes the queue, lets one source send to it, and lets the function read it. Answers its name in Terraform.
pub fn lower(
    writing: &mut Writing<'_, '_>,
    function: &Function,
    fifo: bool,
    (service, source): (&'static str, Expression),
) -> String {
    let local = inbox(&function.identity.id);
    let plan = QueuePlan {
        local: local.clone(),
        identity: &function.identity,
        part: INBOX,
        fifo,
        receives: function.retries.as_ref().map_or(RECEIVES, |it| it.value.saturating_add(1)),
        retention: RETENTION,
        delay: None,
        visibility: hidden(function.timeout.value, None),
        tags: tags(&function.identity),
        protected: writing.cloud.model.protected,
    };
    plan.write(writing.cloud, &mut writing.file);
    queue_policy(&local, service, source, &mut writing.file);
    let suffix = if fifo { format!("{INBOX}{FIFO}") } else { INBOX.to_owned() };
    let name = physical::name(writing.cloud.model, &function.identity, QUEUE, &suffix);
    writing.variables.insert(variable("inbox", &function.identity.id), name.clone());
    let arn = SqsQueue::at(&local, "arn");
    queue::consume(writing, FedBy { function: function.identity.id.clone(), name, arn });
    local
}
