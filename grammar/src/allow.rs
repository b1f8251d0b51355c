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
    let reason = reader.text("reason").filter(|reason| !reason.value.trim().is_empty());
    let actions = reader.texts("actions").unwrap_or_default();
    let resources = reader.texts("resources").unwrap_or_default();
    if reason.is_none() {
        reader.wrong(codes::NO_REASON, reader.at(), "an exception has a reason", "write `reason = \"…\"`");
    }
    for action in &actions {
        if action.value.split_once(':').is_none_or(|(service, name)| service.is_empty() || name.is_empty()) {
            reader.wrong(codes::WRONG_VALUE, action.span, "this is not an AWS action", "write it like `ses:SendEmail`");
        }
    }
    for (list, name) in [(&actions, "actions"), (&resources, "resources")] {
        if list.is_empty() {
            reader.missing(name);
        }
    }
    reader.finish();
    Some(Allow { reason: reason?, actions, resources })
}
