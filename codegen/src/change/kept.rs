//! Data that is kept for a shorter time: what is older goes when the change is applied.

use std::collections::BTreeMap;

use watershed_grammar::codes;
use watershed_grammar::value::Duration;

use super::terraform::Block;
use super::{Change, Finding, more};

/// Where a time stands: the kind of resource, what it is, the argument, its unit in seconds, and what is kept.
const TIMES: &[(&str, &str, &str, u64, &str)] = &[
    ("aws_kinesis_stream", "stream", "retention_period", 3_600, "records"),
    ("aws_sqs_queue", "queue", "message_retention_seconds", 1, "messages"),
    (EXPIRATION, "bucket", "rule.expiration.days", DAY, "objects"),
];

/// What the objects of a bucket go by.
const EXPIRATION: &str = "aws_s3_bucket_lifecycle_configuration";
const BUCKET: &str = "aws_s3_bucket";
const DAY: u64 = 86_400;

/// Seconds of what nothing takes away.
const FOR_EVER: u64 = u64::MAX;

/// What will be kept for a shorter time than before, or no longer for ever.
pub fn findings(change: &Change<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for new in change.is.values() {
        let Some((_, what, argument, unit, kept)) = TIMES.iter().find(|it| it.0 == new.kind) else { continue };
        let seconds = |it: &Block<'_>| it.number(argument).map_or(FOR_EVER, |number| number.saturating_mul(*unit));
        let (before, now) = (change.before(new).map(seconds), seconds(new));
        // A bucket whose objects were kept for ever has no such block.
        let before = before.or_else(|| had_bucket(change, new).then_some(FOR_EVER));
        if let Some(before) = before.filter(|before| now < *before) {
            found.push(shorter(change, (what, name(change, new)), (before, now), kept));
        }
    }
    found.extend(logs(change));
    found.extend(change.is.values().filter_map(|new| expiring(change, new)));
    found
}

fn had_bucket<'a>(change: &Change<'a>, new: &Block<'a>) -> bool {
    new.kind == EXPIRATION && change.was.contains_key(&(BUCKET, new.label))
}

/// What AWS calls it; the name of a bucket stands in another block.
fn name<'a>(change: &Change<'a>, block: &Block<'a>) -> &'a str {
    let bucket = || change.is.get(&(BUCKET, block.label))?.says("bucket");
    block.says("name").or_else(bucket).unwrap_or(block.label)
}

fn shorter(change: &Change<'_>, (what, name): (&str, &str), (old, new): (u64, u64), kept: &str) -> Finding {
    let [old, new] = [old, new].map(|it| match it {
        FOR_EVER => "ever".to_owned(),
        it => Duration::from_seconds(it).written(),
    });
    let message = format!(
        "the {what} `{name}` keeps its {kept} for {new} and no longer for {old}: older ones are gone with the next apply in {}",
        change.environment
    );
    let help =
        if what == "bucket" { "copy what somebody may need first" } else { "wait until everybody has read them" };
    change.finding(codes::DATA_GOES, message, help.to_owned())
}

/// Log groups, all of one change in one finding.
fn logs(change: &Change<'_>) -> Vec<Finding> {
    let mut all: BTreeMap<(u64, u64), Vec<&str>> = BTreeMap::new();
    for new in change.is.values().filter(|it| it.kind == "aws_cloudwatch_log_group") {
        let days = |it: &Block<'_>| it.number("retention_in_days");
        let old = change.before(new).and_then(days);
        if let (Some(old), Some(now), Some(name)) = (old, days(new), new.says("name"))
            && now < old
        {
            all.entry((old, now)).or_default().push(name);
        }
    }
    let finding = |((old, now), names): ((u64, u64), Vec<&str>)| {
        let more = more(names.len());
        let message = format!(
            "`{}`{more} keep logs for {now}d and no longer for {old}d: older ones are gone with the next apply in {}",
            names[0], change.environment
        );
        change.finding(codes::DATA_GOES, message, "export what somebody may need first".to_owned())
    };
    all.into_iter().map(finding).chain(renamed(change)).collect()
}

/// Log groups that get another name, all in one finding: AWS renames none.
fn renamed(change: &Change<'_>) -> Option<Finding> {
    let groups = change.is.values().filter(|it| it.kind == "aws_cloudwatch_log_group");
    let olds = groups.filter_map(|new| change.before(new)?.name().filter(|old| Some(*old) != new.name()));
    let olds: Vec<&str> = olds.collect();
    let first = olds.first()?;
    let more = more(olds.len());
    let message = format!(
        "`{first}`{more} gets another name: the logs that are there are gone with the next apply in {}",
        change.environment
    );
    Some(change.finding(codes::DATA_GOES, message, "export what somebody may need first".to_owned()))
}

/// A table that forgets by a field from now on.
fn expiring<'a>(change: &Change<'a>, new: &Block<'a>) -> Option<Finding> {
    let field =
        |it: &Block<'_>| it.has("ttl.enabled").then(|| it.says("ttl.attribute_name").unwrap_or_default().to_owned());
    let (old, now) = (field(change.before(new)?), field(new)?);
    (old.as_ref() != Some(&now)).then(|| {
        let message = format!(
            "the table `{}` forgets items by `{now}` after the next apply in {}: those whose time is over go at once",
            name(change, new),
            change.environment
        );
        change.finding(
            codes::DATA_GOES,
            message,
            "look at what stands in this field of the items that are there".to_owned(),
        )
    })
}
