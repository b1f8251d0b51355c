//! The Cargo features that a program needs in order to be tested with AWS's API.

use std::collections::BTreeSet;

use crate::registry::{self, Trigger, What};
use crate::{Error, Result, aws};

/// Whether the program was built with everything that it reaches there, and that it is fed by.
///
/// # Errors
/// It was not: with all features to add.
pub fn check() -> Result<()> {
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for item in registry::items() {
        kinds.extend(registry::grants(item).iter().map(|(kind, ..)| kind));
        match item.what {
            What::Resource(_) => drop(kinds.insert(item.kind)),
            What::Function(function) => kinds.extend(of_trigger(&function.trigger)),
            What::Service(_) => {}
        }
    }
    // Calls stay in this process.
    kinds.remove("function");
    aws::refusal(&aws::missing(kinds)).map_or(Ok(()), |refusal| Err(Error::new(refusal)))
}

/// What feeds a function: nearly everything comes through a queue.
fn of_trigger(trigger: &Trigger) -> &'static [&'static str] {
    match trigger {
        Trigger::Http { .. } | Trigger::Url { .. } | Trigger::Schedule { .. } | Trigger::Call => &[],
        Trigger::Queue { .. } => &["queue"],
        Trigger::Topic { .. } => &["topic", "queue"],
        Trigger::Bucket { .. } => &["bucket", "queue"],
        Trigger::Event { .. } => &["bus", "queue"],
        // They have one reader, and it is there where both are.
        Trigger::Table { .. } => &["table", "queue"],
        Trigger::Stream { .. } => &["stream", "table", "queue"],
    }
}
