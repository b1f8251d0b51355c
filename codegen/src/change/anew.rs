//! What holds no data and is made anew all the same: an address that others know, a place in a stream.

use watershed_grammar::codes;

use super::terraform::Block;
use super::{Change, Finding};

const URL: &str = "aws_lambda_function_url";
const MAPPING: &str = "aws_lambda_event_source_mapping";

/// URLs that get another address, and readers that begin anew.
pub fn findings(change: &Change<'_>) -> Vec<Finding> {
    let olds = change.was.values();
    olds.filter_map(|old| match old.kind {
        URL => url(change, old),
        MAPPING => reader(change, old),
        _ => None,
    })
    .collect()
}

/// AWS gives an address to a function or to one alias of it, and nothing takes it along.
fn url<'a>(change: &Change<'a>, old: &Block<'a>) -> Option<Finding> {
    let new = change.same(old)?;
    (old.says("qualifier") != new.says("qualifier")).then(|| {
        let message = format!(
            "the URL of `{}` gets another address with the next apply in {}: it belongs to {} now",
            new.label,
            change.environment,
            if new.says("qualifier").is_some() { "what is kept warm" } else { "the function itself" }
        );
        change.finding(
            codes::MADE_ANEW,
            message,
            "tell everybody who calls it; the old address answers no more".to_owned(),
        )
    })
}

/// A mapping on a stream knows how far it is; one that takes its place begins where it is told.
fn reader<'a>(change: &Change<'a>, old: &Block<'a>) -> Option<Finding> {
    let (source, begins) = (old.says("event_source_arn")?, old.says("starting_position")?);
    let reads = |it: &&Block<'_>| it.kind == MAPPING && it.says("event_source_arn") == Some(source);
    let (new, now) = match change.same(old) {
        Some(same) => (same, same.says("starting_position").filter(|now| *now != begins)?),
        // What moves goes on where it is.
        None if change.moved.contains(&old.address().as_str()) => return None,
        // Another function reads it now, and was not there before.
        None => {
            let taken = change.is.values().filter(reads).find(|it| change.before(it).is_none())?;
            (taken, taken.says("starting_position")?)
        }
    };
    let what = if now == "LATEST" { "what is unread is skipped" } else { "all that is kept is read again" };
    let message = format!(
        "the reader `{}` forgets how far it is with the next apply in {}, and begins at `{now}`: {what}",
        new.label, change.environment
    );
    let help = if new.label == old.label {
        "leave `from` as it was: it says where the very first run begins".to_owned()
    } else {
        "write `renamed_from` where the function has another name now".to_owned()
    };
    Some(change.finding(codes::MADE_ANEW, message, help))
}
