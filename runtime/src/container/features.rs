//! The Cargo features that a deployment needs: a missing one is said at once, and not when a handle is first used.

use super::deployment::{Deployment, Member};
use crate::registry::{self, Trigger};

/// Whether the program was built with all that the deployment reaches.
///
/// # Errors
/// It was not: with the features to add.
pub fn check(deployment: &Deployment) -> Result<(), String> {
    let is_member = |kind: &str, id: &str| match kind {
        "function" => deployment.function(id).is_some(),
        "service" => deployment.services.iter().any(|(it, _)| *it == id),
        _ => false,
    };
    let members = registry::items().into_iter().filter(|it| is_member(it.kind, it.id));
    let grants: Vec<_> = members.map(registry::grants).collect();
    let granted = grants.iter().flat_map(|it| it.iter().map(|(kind, ..)| kind));
    let read = deployment.functions.iter().flat_map(of_trigger).copied();
    crate::aws::refusal(&crate::aws::missing(granted.chain(read))).map_or(Ok(()), Err)
}

/// The kinds of resources that a program reads itself in order to feed a function.
fn of_trigger(member: &Member) -> &'static [&'static str] {
    match member.function.trigger {
        // Positions are in a table, and what failed goes to a queue.
        Trigger::Stream { .. } => &["stream", "table", "queue"],
        Trigger::Table { .. } => &["table", "queue"],
        _ if member.is_fed() => &["queue"],
        _ => &[],
    }
}
