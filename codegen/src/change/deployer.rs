//! Who deploys: the role is made for what is there, so what goes and what is new come in an order.

use watershed_grammar::codes;

use super::terraform::Block;
use super::{Change, Finding, more};

/// Where the role's own policies change: what it may not remove any more once it is as it will be.
pub fn finding(change: &Change<'_>) -> Option<Finding> {
    // What has another name is another thing.
    let stays = |old: &Block<'_>, new: Option<&Block<'_>>| new.is_some_and(|new| new.name() == old.name());
    let gone = change.was.values().filter(|old| !stays(old, change.now(old)));
    let gone: Vec<String> = gone.map(Block::address).collect();
    let first = gone.first()?;
    let more = more(gone.len());
    let environment = change.environment;
    let message =
        format!("the role that deploys {environment} may remove `{first}`{more} only as long as it is as it was");
    let is_new = |new: &Block<'_>| !change.before(new).is_some_and(|old| stays(old, Some(new)));
    let help = if change.is.values().any(is_new) {
        format!(
            "deploy what goes before what is new: for that the role has to change. In one change: apply `{environment}/terraform`, which removes and then may not make; `{environment}/deployer`; and `{environment}/terraform` again"
        )
    } else {
        format!("apply `{environment}/terraform` first, and `{environment}/deployer` then")
    };
    Some(change.finding(codes::DEPLOYER_ORDER, message, help))
}
