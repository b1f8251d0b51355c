//! `allow(…)`: permissions that no handle gives.

use crate::args::{Node, Reader};
use crate::codes;
use crate::key::Key;
use crate::span::Spanned;

/// A permission that the signature does not say.
#[derive(Clone, Debug)]
pub struct Allow {
    /// Why.
    pub reason: Spanned<String>,
    /// AWS actions, such as `ses:SendEmail`.
    pub actions: Vec<Spanned<String>>,
    /// ARNs.
    pub resources: Vec<Spanned<String>>,
}

/// The keys of `allow(…)`.
pub const KEYS: &[Key] = &[
    Key::new("reason", "reason = \"…\"", "", "why, for the reviewer"),
    Key::new("actions", "actions = [\"ses:SendEmail\"]", "", "AWS actions"),
    Key::new("resources", "resources = [\"arn:aws:…\"]", "", "ARNs"),
];

/// Reads every `allow(…)`.
pub fn parse(reader: &mut Reader<'_>) -> Vec<Allow> {
    let mut allows = Vec::new();
    for (key, node) in reader.take_all("allow") {
        match node.value {
            Node::Call(_, arguments) => {
                let inner = Reader::new("`allow(…)`", KEYS, key.span, arguments, reader.diagnostics);
                allows.extend(allow(inner));
            }
            _ => {
                let _: Option<()> = reader.expected("allow", &node);
            }
        }
    }
    allows
}

fn allow(mut reader: Reader<'_>) -> Option<Allow> {
    let reason = reader.text("reason");
    let at = reason.as_ref().map_or(reader.at(), |reason| reason.span);
    let reason = reason.filter(|reason| !reason.value.trim().is_empty());
    let actions = reader.texts("actions").unwrap_or_default();
    let resources = reader.texts("resources").unwrap_or_default();
    if reason.is_none() {
        reader.wrong(codes::NO_REASON, at, "an exception has a reason", "write `reason = \"…\"`");
    }
    for action in &actions {
        if !is_action(&action.value) {
            reader.wrong(codes::WRONG_VALUE, action.span, "this is not an AWS action", "write it like `ses:SendEmail`");
        }
    }
    for resource in resources.iter().filter(|resource| !is_resource(&resource.value)) {
        let help = "write an ARN such as `arn:aws:s3:::receipts/*`, or `*`";
        reader.wrong(codes::WRONG_VALUE, resource.span, "a policy does not take this resource", help);
    }
    for (list, name) in [(&actions, "actions"), (&resources, "resources")] {
        if list.is_empty() {
            reader.missing(name);
        }
    }
    reader.finish();
    Some(Allow { reason: reason?, actions, resources })
}

/// Whether a text is a service and its actions, such as `s3:Get*` (IAM, grammar of the policy language, 2026-11).
fn is_action(text: &str) -> bool {
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '?');
    text.split_once(':').is_some_and(|(service, name)| {
        !service.is_empty()
            && service.to_ascii_lowercase().chars().all(is_of_service)
            && !name.is_empty()
            && name.chars().all(of_name)
    })
}

/// Whether a policy takes a text for a resource: IAM refuses what is no ARN, a partition that does not exist, a service
/// with wildcards, and every character behind `ÿ` (IAM, elements of a policy: Resource, 2026-11).
fn is_resource(text: &str) -> bool {
    if text == "*" {
        return true;
    }
    let mut parts = text.splitn(4, ':');
    let (arn, partition, service) = (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_partition = partition == "*" || partition.split('-').next() == Some("aws");
    let is_service = !service.is_empty() && service.chars().all(is_of_service);
    let is_taken = text.chars().all(|c| !c.is_control() && c <= '\u{ff}');
    arn == Some("arn") && is_partition && is_service && is_taken
}

fn is_of_service(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}
