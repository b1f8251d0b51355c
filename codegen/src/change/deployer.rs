//! Who deploys: the role is made for what is there, so what goes and what is new come in an order.

use std::collections::BTreeSet;

use watershed_grammar::codes;

use super::terraform::Block;
use super::{Change, Finding};

/// Where the role's own policies change: what it may not remove any more once it is as it will be.
pub fn finding(change: &Change<'_>) -> Option<Finding> {
    let moved = |address: &String| change.moved.contains(address.as_str());
    let gone: Vec<String> = change.was.values().filter(|it| change.same(it).is_none()).map(Block::address).collect();
    let gone: Vec<&String> = gone.iter().filter(|it| !moved(it)).collect();
    let first = gone.first()?;
    let more = if gone.len() > 1 { format!(" and {} more", gone.len() - 1) } else { String::new() };
    let environment = change.environment;
    let message =
        format!("the role that deploys {environment} may remove `{first}`{more} only as long as it is as it was");
    let new: BTreeSet<String> =
        change.is.values().filter(|it| change.before(it).is_none()).map(Block::address).collect();
    let help = if new.iter().all(|it| change.moved_to.contains(it.as_str())) {
        format!("apply `{environment}/terraform` first, and `{environment}/deployer` then")
    } else {
        format!(
            "deploy what goes before what is new: for that the role has to change. In one change: apply `{environment}/terraform`, which removes and then may not make; `{environment}/deployer`; and `{environment}/terraform` again"
        )
    };
    Some(change.finding(codes::DEPLOYER_ORDER, message, help))
}
