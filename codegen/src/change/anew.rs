//! What holds no data of its own and is made anew all the same: an address that others know, a place in a stream, an
//! index.

use std::collections::BTreeMap;

use watershed_grammar::codes;

use super::terraform::{Block, Resources};
use super::{Change, Finding};

const URL: &str = "aws_lambda_function_url";
const MAPPING: &str = "aws_lambda_event_source_mapping";
const TABLE: &str = "aws_dynamodb_table";

/// URLs that get another address, readers that begin anew, and indexes that are built again.
pub fn findings(change: &Change<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for old in change.was.values() {
        match old.kind {
            URL => found.extend(url(change, old)),
            MAPPING => found.extend(reader(change, old)),
            TABLE => {
                found.extend(indexes(change, old));
                found.extend(leaving(change, old));
            }
            _ => {}
        }
    }
    found
}

/// How something that others know, or that knows how far it is, stays what it is.
const AGAIN: &str = "write `renamed_from` where the function has another name now; one that was renamed before keeps its `id` and `renamed_from`";

/// AWS gives an address to a function or to one alias of it, and nothing takes it along.
fn url<'a>(change: &Change<'a>, old: &Block<'a>) -> Option<Finding> {
    let environment = change.environment;
    let function = |all: &Resources<'a>, label: &'a str| all.get(&("aws_lambda_function", label))?.name();
    let (message, help) = match change.now(old) {
        None => (
            format!(
                "the URL of `{}` goes with the next apply in {environment}: its address answers no more",
                old.label
            ),
            AGAIN,
        ),
        Some(new) if function(&change.was, old.label) != function(&change.is, new.label) => {
            (format!("the URL of `{}` gets another address with the next apply in {environment}", new.label), AGAIN)
        }
        Some(new) if old.says("qualifier") != new.says("qualifier") => {
            let of = if new.says("qualifier").is_some() { "what is kept warm" } else { "the function itself" };
            let message = format!(
                "the URL of `{}` gets another address with the next apply in {environment}: it belongs to {of} now",
                new.label
            );
            (message, "tell everybody who calls it; the old address answers no more")
        }
        Some(_) => return None,
    };
    Some(change.finding(codes::MADE_ANEW, message, help.to_owned()))
}

/// A mapping on a stream knows how far it is; one that takes its place begins where it is told.
fn reader<'a>(change: &Change<'a>, old: &Block<'a>) -> Option<Finding> {
    let (source, begins) = (old.says("event_source_arn")?, old.says("starting_position")?);
    let reads = |it: &&Block<'_>| it.kind == MAPPING && it.says("event_source_arn") == Some(source);
    if let Some(new) = change.now(old) {
        let now = new.says("starting_position").filter(|now| *now != begins)?;
        let help = "leave `from` as it was: it says where the very first run begins";
        return Some(forgets(change, new.label, now, help));
    }
    // Another function reads it now, and was not there before.
    if let Some(new) = change.is.values().filter(reads).find(|it| change.before(it).is_none()) {
        return Some(forgets(change, new.label, new.says("starting_position")?, AGAIN));
    }
    let positions = format!("{}{POSITIONS}", old.label);
    change.is.get(&(TABLE, positions.as_str())).map(|_| forgets(change, old.label, begins, STAYS))
}

/// Where a reader in a container notes how far it is.
const POSITIONS: &str = "__positions";
/// How a reader that goes to another place loses nothing.
const STAYS: &str = "let it read all that is there before, and nothing come while it moves; or leave it where it is";

/// A reader that leaves its container.
fn leaving<'a>(change: &Change<'a>, old: &Block<'a>) -> Option<Finding> {
    let reader = old.label.strip_suffix(POSITIONS).filter(|_| change.now(old).is_none())?;
    let mapping = change.is.get(&(MAPPING, reader))?;
    Some(forgets(change, reader, mapping.says("starting_position")?, STAYS))
}

fn forgets(change: &Change<'_>, reader: &str, begins: &str, help: &str) -> Finding {
    let what = if begins == "LATEST" { "what is unread is skipped" } else { "all that is kept is read again" };
    let message = format!(
        "the reader `{reader}` forgets how far it is with the next apply in {}, and begins at `{begins}`: {what}",
        change.environment
    );
    change.finding(codes::MADE_ANEW, message, help.to_owned())
}

/// DynamoDB changes no index, so Terraform's provider removes it and makes it anew.
fn indexes<'a>(change: &Change<'a>, old: &Block<'a>) -> Vec<Finding> {
    let Some(new) = change.now(old) else { return Vec::new() };
    let all = |table: &Block<'a>| {
        let indexes = table.nested("global_secondary_index");
        indexes.map(|it| (it.says("name"), (it.says("hash_key"), it.says("range_key")))).collect::<BTreeMap<_, _>>()
    };
    let (was, is) = (all(old), all(new));
    let anew = was.iter().filter(|(name, keys)| is.get(*name).is_some_and(|now| now != *keys));
    let finding = |name: &str| {
        let message = format!(
            "the index `{name}` of the table `{}` is built again with the next apply in {}: until then queries fail",
            new.says("name").unwrap_or(new.label),
            change.environment
        );
        let help = "give the new one another name, and remove this one when nothing asks it any more";
        change.finding(codes::MADE_ANEW, message, help.to_owned())
    };
    anew.filter_map(|(name, _)| name.map(finding)).collect()
}
