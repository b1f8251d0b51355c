//! Findings that are wanted, and how bad the others are.

use std::collections::BTreeSet;

use watershed_grammar::accept::Accept;
use watershed_grammar::codes::explain;
use watershed_grammar::{Diagnostic, Diagnostics, Severity, Span, accept, codes};

use crate::model::{Identity, Model};
use crate::settings::limits::{Level, Warnings};

/// Takes out what is accepted, and notes by what.
pub fn apply(model: &Model, found: Diagnostics, used: &mut BTreeSet<Span>) -> Diagnostics {
    let accepting = Accepting::new(model);
    let mut left = Diagnostics::new();
    for diagnostic in found.into_list() {
        let silenced = accepting.by(&diagnostic);
        if silenced.is_empty() {
            left.push(with_help(diagnostic));
        } else {
            used.extend(silenced);
        }
    }
    left
}

/// A finding as bad as the settings say; nothing where they ignore it.
pub fn graded(mut diagnostic: Diagnostic, warnings: &Warnings) -> Option<Diagnostic> {
    match warnings.get(&diagnostic.code).filter(|_| !diagnostic.is_error()) {
        Some(Level::Ignore) => return None,
        Some(Level::Error) => diagnostic.severity = Severity::Error,
        Some(Level::Warning) | None => {}
    }
    Some(diagnostic)
}

/// Reports what nothing needed. Every environment has been looked at: one is enough to need it; and what a library says may
/// be needed by another application.
pub fn unused(models: &[Model], used: &BTreeSet<Span>, diagnostics: &mut Diagnostics) {
    for model in models {
        for accept in model.whole_identities().filter(|it| !it.is_shared).flat_map(|it| &it.accept) {
            if !used.contains(&accept.code.span) {
                let message = format!("there is no {} here to accept", accept.code.value);
                let wrong = Diagnostic::error(codes::NOT_ACCEPTED, accept.code.span, message);
                diagnostics.push(wrong.help("remove `accept(…)`, so that it hides nothing that comes later"));
            }
        }
    }
}

/// A judgement says how it is accepted.
fn with_help(diagnostic: Diagnostic) -> Diagnostic {
    let is_judgement = explain(diagnostic.code.as_str()).is_some_and(|row| row.is_accepted);
    if !is_judgement || diagnostic.help.iter().any(|help| help.contains("accept(")) {
        return diagnostic;
    }
    let shape = accept::shape(diagnostic.code);
    diagnostic.help(format!("or write `{shape}` where it is wanted"))
}

/// The components that accept something, in the order of the source.
struct Accepting<'a>(Vec<&'a Identity>);

impl<'a> Accepting<'a> {
    fn new(model: &'a Model) -> Self {
        let mut all: Vec<&Identity> = model.identities().filter(|it| !it.accept.is_empty()).collect();
        all.sort_by_key(|it| it.range);
        Self(all)
    }

    /// The places that silence a finding: those of the components that it points into.
    fn by(&self, diagnostic: &Diagnostic) -> Vec<Span> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let labels = diagnostic.primary.iter().chain(&diagnostic.secondary).map(|label| label.span);
        let accepts = labels.filter_map(|span| self.around(span)).flat_map(|it| &it.accept);
        let same = accepts.filter(|accept: &&Accept| accept.code.value == diagnostic.code);
        same.map(|accept| accept.code.span).collect()
    }

    fn around(&self, span: Span) -> Option<&'a Identity> {
        let key = |it: &&Identity| (it.range.file, it.range.start);
        let behind = self.0.partition_point(|it| key(it) <= (span.file, span.start));
        let last = self.0.get(behind.checked_sub(1)?)?;
        (last.range.file == span.file && span.start < last.range.end).then_some(*last)
    }
}
