//! Who deploys: the role is made for what is there, so what goes and what is new come in an order.

use std::collections::BTreeSet;

use watershed_grammar::codes;

use super::terraform::Block;
use super::{Change, Finding};

/// Where the role's own policies change: what it may not remove any more once it is as it will be.
pub fn finding(change: &Change<'_>) -> Option<Finding> {
    // What has another name is another thing.
    let stays = |old: &Block<'_>, new: Option<&Block<'_>>| new.is_some_and(|new| new.name() == old.name());
    let gone = change.was.values().filter(|old| !stays(old, change.now(old)));
    let gone: Vec<String> = gone.map(Block::address).collect();
    let first = gone.first()?;
    let more = if gone.len() > 1 { format!(" and {} more", gone.len() - 1) } else { String::new() };
    let environment = change.environment;
    let message =
        format!("the role that deploys {environment} may remove `{first}`{more} only as long as it is as it was");
    let moved: BTreeSet<&str> = change.moved.values().copied().collect();
    let mut new = change.is.values().filter(|new| match change.before(new) {
        Some(old) => !stays(old, Some(new)),
        None => !moved.contains(new.address().as_str()),
    });
    let help = if new.next().is_none() {
        format!("apply `{environment}/terraform` first, and `{environment}/deployer` then")
    } else {
        format!(
            "deploy what goes before what is new: for that the role has to change. In one change: apply `{environment}/terraform`, which removes and then may not make; `{environment}/deployer`; and `{environment}/terraform` again"
        )
    };
    Some(change.finding(codes::DEPLOYER_ORDER, message, help))
}
