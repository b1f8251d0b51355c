//! Data that goes: a resource that nothing describes any more, one that is made anew, a shorter retention, another region.
//! `prevent_destroy` holds none of them where its block is gone.

use std::collections::BTreeMap;

use watershed_grammar::codes;

use super::{Files, Finding};

/// Kinds of resources with data inside: what they are called, the argument with their name, and those that nothing can
/// change but making the resource anew.
const STATEFUL: &[(&str, &str, &str, &[&str])] = &[
    ("aws_dynamodb_table", "table", "name", &["hash_key", "range_key"]),
    ("aws_kinesis_stream", "stream", "name", &[]),
    ("aws_s3_bucket", "bucket", "bucket", &[]),
    ("aws_secretsmanager_secret", "secret", "name", &[]),
    ("aws_sqs_queue", "queue", "name", &[]),
];

/// How long a stream keeps its records, in hours.
const RETENTION: &str = "retention_period";

/// A resource of Terraform: its label, and its arguments that are on one line.
struct Resource<'a> {
    label: &'a str,
    arguments: BTreeMap<&'a str, &'a str>,
}

/// By kind and name.
type Resources<'a> = BTreeMap<(&'a str, &'a str), Resource<'a>>;

/// What the files before had and the next apply takes away.
pub fn findings(environment: &str, before: &Files<'_>, after: &Files<'_>) -> Vec<Finding> {
    let (was, is) = (stateful(before), stateful(after));
    let mut found: Vec<Finding> = region(environment, before, after).into_iter().collect();
    for ((kind, name), old) in &was {
        let (what, fixed) = STATEFUL.iter().find(|it| it.0 == *kind).map_or(("", &[][..]), |it| (it.1, it.3));
        let Some(new) = is.get(&(*kind, *name)) else {
            // What belongs to a component goes with it: dead letters, inboxes.
            if !old.label.contains("__") {
                found.push(gone(environment, what, name, &format!("{kind}.{}", old.label)));
            }
            continue;
        };
        if fixed.iter().any(|argument| old.arguments.get(argument) != new.arguments.get(argument)) {
            found.push(anew(environment, what, name));
        }
        let hours = |it: &Resource<'_>| it.arguments.get(RETENTION).and_then(|hours| hours.parse::<u32>().ok());
        if let (Some(old), Some(new)) = (hours(old), hours(new))
            && new < old
        {
            found.push(shorter(environment, what, name, (old, new)));
        }
    }
    found
}

fn gone(environment: &str, what: &str, name: &str, address: &str) -> Finding {
    let message = format!(
        "nothing describes the {what} `{name}` any more, and the next apply in {environment} removes it with what is in it"
    );
    let help = format!(
        "write `renamed_from` where it has another name now; `terraform state rm {address}` keeps it without a description"
    );
    Finding::new(environment, codes::DATA_GOES, message, help)
}

fn anew(environment: &str, what: &str, name: &str) -> Finding {
    let message = format!(
        "the {what} `{name}` gets another key, and the next apply in {environment} makes it anew without what is in it"
    );
    let help = "declare a second one and move the data first".to_owned();
    Finding::new(environment, codes::DATA_GOES, message, help)
}

fn shorter(environment: &str, what: &str, name: &str, (old, new): (u32, u32)) -> Finding {
    let message = format!(
        "the {what} `{name}` keeps its records for {new} hours and no longer for {old}: older ones are gone with the next apply in {environment}"
    );
    Finding::new(environment, codes::DATA_GOES, message, "wait until everybody has read them".to_owned())
}

fn region(environment: &str, before: &Files<'_>, after: &Files<'_>) -> Option<Finding> {
    let said = |files: &Files<'_>| {
        let text = files.get(format!("{environment}/terraform/main.tf").as_str())?;
        let block = text.split("\nprovider \"aws\" {\n").nth(1)?;
        let line = block.lines().find_map(|line| line.trim_start().strip_prefix("region"))?;
        Some(line.trim_start_matches([' ', '=']).trim_matches('"').to_owned())
    };
    let (old, new) = (said(before)?, said(after)?);
    (old != new).then(|| {
        let message = format!(
            "{environment} moves from {old} to {new}: the next apply makes everything anew there, empty, and what is in {old} stays without a description"
        );
        let help = format!("deploy to {new} as another environment, move the data, and destroy this one");
        Finding::new(environment, codes::DATA_GOES, message, help)
    })
}

fn stateful<'a>(files: &Files<'a>) -> Resources<'a> {
    let mut found = BTreeMap::new();
    for text in files.values() {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some((kind, label)) = heading(line) else { continue };
            let Some((_, _, named, _)) = STATEFUL.iter().find(|it| it.0 == kind) else { continue };
            let inside = lines.by_ref().take_while(|line| *line != "}");
            let arguments: BTreeMap<&str, &str> = inside.filter_map(argument).collect();
            if let Some(name) = arguments.get(named) {
                found.insert((kind, *name), Resource { label, arguments });
            }
        }
    }
    found
}

/// The kind and the label of `resource "…" "…" {`.
fn heading(line: &str) -> Option<(&str, &str)> {
    let (kind, label) = line.strip_prefix("resource \"")?.strip_suffix("\" {")?.split_once("\" \"")?;
    Some((kind, label))
}

/// An argument of the block itself, on one line.
fn argument(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix("  ")?.split_once('=')?;
    (!name.starts_with(' ')).then(|| (name.trim_end(), value.trim().trim_matches('"')))
}
