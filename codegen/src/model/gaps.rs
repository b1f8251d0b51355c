//! What cannot be read: somebody who seems to be missing may be in there.

use std::collections::BTreeSet;

use watershed_grammar::allow::Allow;
use watershed_grammar::{Diagnostics, codes};

use super::grant::Grant;

/// What parts that cannot be read may have a hand in.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    is_anything: bool,
    reached: BTreeSet<&'static str>,
    heard: BTreeSet<&'static str>,
    /// Handles of functions of which nobody can say what starts them.
    pub grants: Vec<Grant>,
}

impl Gaps {
    /// Of an application whose items are all known, or not.
    pub fn new(is_complete: bool) -> Self {
        Self { is_anything: !is_complete, ..Self::default() }
    }

    /// Something that may do anything.
    pub fn anything(&mut self) {
        self.is_anything = true;
    }

    /// A function of which nobody can say what starts it, with its handles and its permissions beyond them.
    pub fn lose(&mut self, grants: Vec<Grant>, allow: &[Allow]) {
        self.grants.extend(grants);
        self.is_anything |= !allow.is_empty();
    }

    /// Mistakes in the path to a resource: one of another kind may be meant, with another word before it.
    pub fn mistaken(&mut self, mistakes: &Diagnostics) {
        self.is_anything |= mistakes.iter().any(|it| it.code == codes::WRONG_KIND);
    }

    /// A handle on some resource of a kind.
    pub fn reach(&mut self, kind: &'static str) {
        self.reached.insert(kind);
    }

    /// A trigger on some resource of one of these kinds.
    pub fn hear(&mut self, kinds: impl IntoIterator<Item = &'static str>) {
        self.heard.extend(kinds);
    }

    /// Whether there may be another handle on a resource of a kind.
    pub fn may_reach(&self, kind: &str) -> bool {
        self.is_anything || self.reached.contains(kind)
    }

    /// Whether another function may be started by a resource of a kind.
    pub fn may_hear(&self, kind: &str) -> bool {
        self.is_anything || self.heard.contains(kind)
    }
}

/// Triggers that a resource has a hand in, and its kind.
pub const SUBJECTS: &[(&str, &str)] = &[
    ("queue", "queue"),
    ("topic", "topic"),
    ("table", "table"),
    ("bucket", "bucket"),
    ("event", "bus"),
    ("stream", "stream"),
];

/// The kind of resource that starts functions with a trigger.
pub fn subject(trigger: &str) -> Option<&'static str> {
    SUBJECTS.iter().find(|(name, _)| *name == trigger).map(|(_, kind)| *kind)
}
