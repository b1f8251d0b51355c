//! Data that goes: a resource that nothing describes any more, one that is made anew, the key that opens it, another
//! region; with a topic and a bus what others have hung on them. `prevent_destroy` holds none of them where its block is gone.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::codes;

use super::terraform::{Block, Resources};
use super::{Change, Finding};

/// Kinds of resources that take something along: what they are called, the argument with their name, and what goes.
const STATEFUL: &[(&str, &str, &str, &str)] = &[
    ("aws_cloudwatch_event_bus", "bus", "name", "the rules that others have made on it"),
    ("aws_dynamodb_table", "table", "name", INSIDE),
    ("aws_kinesis_stream", "stream", "name", INSIDE),
    ("aws_s3_bucket", "bucket", "bucket", INSIDE),
    ("aws_secretsmanager_secret", "secret", "name", INSIDE),
    ("aws_sns_topic", "topic", "name", "what others have subscribed to it"),
    ("aws_sqs_queue", "queue", "name", INSIDE),
];

const INSIDE: &str = "what is in it";

/// How what was renamed keeps what is in it.
const AGAIN: &str =
    "write the `id` that it had and leave `renamed_from` as it was: a component keeps its first name in AWS";

/// How what is made with another name keeps what is in it.
const ANOTHER: &str = "leave `id`, `renamed_from`, `external` and `fifo` as they were, or declare a second one and move what is there first";

/// By what it is and its name in AWS.
type All<'a> = BTreeMap<(&'static str, &'a str), Block<'a>>;

/// What the files before had and the next apply takes away.
pub fn findings(change: &Change<'_>) -> Vec<Finding> {
    let (was, is) = (stateful(&change.was), stateful(&change.is));
    let mut found: Vec<Finding> = region(change).into_iter().collect();
    let gone: BTreeSet<&str> = was.iter().filter(|it| !is.contains_key(it.0)).map(|it| it.1.label).collect();
    for ((what, name), old) in &was {
        let finding = match is.get(&(*what, *name)) {
            Some(new) => changed(change, (what, name), old, new),
            None if is_told(old, &gone) => Some(removed(change, (what, name), old)),
            None => None,
        };
        found.extend(finding);
    }
    found.extend(locked(change));
    found
}

fn stateful<'a>(blocks: &Resources<'a>) -> All<'a> {
    let read = |block: &Block<'a>| {
        let (_, what, named, _) = STATEFUL.iter().find(|it| it.0 == block.kind)?;
        Some(((*what, block.says(named)?), *block))
    };
    blocks.values().filter_map(read).collect()
}

/// Whether somebody misses it: a component's own queue has work in it, and dead letters go with what failed, if nobody
/// protects them.
fn is_told(old: &Block<'_>, gone: &BTreeSet<&str>) -> bool {
    let label = old.label;
    let is_with_it = label.strip_suffix("__dead").is_some_and(|of| gone.contains(of));
    let is_own = label.contains("__") && !label.ends_with("__inbox");
    !is_with_it && (!is_own || old.has("lifecycle.prevent_destroy"))
}

fn removed(change: &Change<'_>, (what, name): (&str, &str), old: &Block<'_>) -> Finding {
    let (environment, address) = (change.environment, old.address());
    let along = along(old);
    let is_moved = change.moved.contains_key(address.as_str());
    if is_moved || change.same(old).is_some() {
        let message = format!(
            "the {what} `{name}` gets another name, and AWS renames nothing: the next apply in {environment} removes it with {along}"
        );
        let help = if is_moved { AGAIN } else { ANOTHER };
        return change.finding(codes::DATA_GOES, message, help.to_owned());
    }
    let message = format!(
        "nothing describes the {what} `{name}` any more, and the next apply in {environment} removes it with {along}"
    );
    let help = format!(
        "write `renamed_from` where it has another name now; `terraform state rm {}` keeps it without a description",
        parts(change, old).join(" ")
    );
    change.finding(codes::DATA_GOES, message, help)
}

/// What goes with a resource.
fn along(old: &Block<'_>) -> &'static str {
    STATEFUL.iter().find(|it| it.0 == old.kind).map_or(INSIDE, |it| it.3)
}

/// The addresses of a resource and of what makes it as it is: without them a bucket would be open, and without encryption.
fn parts(change: &Change<'_>, old: &Block<'_>) -> Vec<String> {
    let is_part = |it: &&Block<'_>| {
        let is_own = it.label.strip_prefix(old.label).is_some_and(|rest| rest.is_empty() || rest.starts_with("__"));
        is_own && it.kind.starts_with(old.kind)
    };
    let goes = change.was.values().filter(is_part).filter(|it| change.same(it).is_none());
    goes.map(Block::address).collect()
}

/// One that is still there, under its name in AWS.
fn changed(change: &Change<'_>, (what, name): (&str, &str), old: &Block<'_>, new: &Block<'_>) -> Option<Finding> {
    let environment = change.environment;
    let (before, after, along) = (old.address(), new.address(), along(old));
    if before != after && !change.moved.contains_key(before.as_str()) {
        let message = format!(
            "Terraform knows the {what} `{name}` as `{before}`, and nothing makes that `{after}`: the next apply in {environment} removes it with {along}"
        );
        let help = format!("{AGAIN}; or run `terraform state mv {before} {after}` before the next apply");
        return Some(change.finding(codes::DATA_GOES, message, help));
    }
    let (message, help) = if keys(old) != keys(new) {
        let message = format!(
            "the {what} `{name}` gets another key, and the next apply in {environment} makes it anew without what is in it"
        );
        (message, "declare a second one and move the data first")
    } else if types(old) != types(new) {
        let message = format!(
            "the key of the {what} `{name}` gets another type, which DynamoDB changes in no table: the next apply in {environment} fails"
        );
        (message, "declare a second one and move the data first")
    } else if old.has("point_in_time_recovery.enabled") && !new.has("point_in_time_recovery.enabled") {
        let message = format!(
            "the {what} `{name}` is not backed up any more: all that its backups hold goes with the next apply in {environment}"
        );
        (message, "make a backup of your own first where somebody may need it")
    } else {
        return None;
    };
    Some(change.finding(codes::DATA_GOES, message, help.to_owned()))
}

/// The fields that a table finds its items by.
fn keys<'a>(block: &Block<'a>) -> [Option<&'a str>; 2] {
    ["hash_key", "range_key"].map(|it| block.says(it))
}

/// What these fields are stored as.
fn types<'a>(block: &Block<'a>) -> [Option<&'a str>; 2] {
    keys(block).map(|key| {
        let mut all = block.all("attribute.name").zip(block.all("attribute.type"));
        all.find(|(name, _)| Some(*name) == key).map(|it| it.1)
    })
}

/// Where S3 is told which key encrypts what it takes from now on.
const ENCRYPTION: &str = "aws_s3_bucket_server_side_encryption_configuration";
const KEY: &str = "rule.apply_server_side_encryption_by_default.kms_master_key_id";

/// Data whose key goes, or which no function may open any more.
fn locked(change: &Change<'_>) -> Option<Finding> {
    let environment = change.environment;
    let is_key = |it: &&Block<'_>| it.kind == "aws_kms_key";
    if let Some(key) = change.was.values().find(is_key)
        && !change.is.values().any(|it| is_key(&it))
    {
        let message = format!(
            "nothing describes the key of {environment} any more: with the next apply nobody reads what it encrypts, and AWS deletes it after {} days",
            key.says("deletion_window_in_days").unwrap_or("30")
        );
        let help = format!(
            "`terraform state rm {}` keeps it without a description; copy the objects of its buckets under another key first",
            key.address()
        );
        return Some(change.finding(codes::DATA_GOES, message, help));
    }
    let buckets = change.was.values().filter(|it| it.kind == ENCRYPTION);
    let (old, new) =
        buckets.filter_map(|it| Some((it.says(KEY)?, change.same(it)?.says(KEY)))).find(|it| Some(it.0) != it.1)?;
    let now = new.map_or_else(|| "a key of AWS".to_owned(), |new| format!("`{new}`"));
    let message = format!(
        "the buckets of {environment} get {now} instead of `{old}`: after the next apply no function may read the objects that are there"
    );
    let help = "copy each object onto itself under the new key, as somebody who may use both";
    Some(change.finding(codes::DATA_GOES, message, help.to_owned()))
}

fn region(change: &Change<'_>) -> Option<Finding> {
    let environment = change.environment;
    let (old, new) = change.region?;
    (old != new).then(|| {
        let message = format!(
            "{environment} moves from {old} to {new}: the next apply makes everything anew there, empty, and what is in {old} stays without a description"
        );
        let help = format!("deploy to {new} as another environment, move the data, and destroy this one");
        change.finding(codes::DATA_GOES, message, help)
    })
}
