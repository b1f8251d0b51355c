//! What a change means where the files are deployed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use watershed_codegen::change;
use watershed_codegen::check::accept::graded;
use watershed_codegen::compile::{FileSet, Outcome};
use watershed_codegen::disk::Changes;
use watershed_grammar::Diagnostic;
use watershed_grammar::diagnostic::Severity;

use crate::args::{Format, Reading};
use crate::terminal;

/// Says what data goes and what stays in a cluster; whether that is not to be, by the settings or by `--deny`.
pub fn denied(folder: &Path, changes: &Changes, files: &FileSet, outcome: &Outcome, reading: &Reading) -> bool {
    let paths = changes.stale.iter().chain(&changes.unwanted).chain(&changes.edited);
    let read = |path: &String| Some((path.clone(), fs::read_to_string(folder.join(path)).ok()?));
    let before: BTreeMap<String, String> = paths.filter_map(read).collect();
    let written = changes.stale.iter().chain(&changes.missing).chain(&changes.edited);
    let after = written.filter_map(|path| Some((path.as_str(), files.get(path)?.as_str()))).collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    for finding in change::findings(&before, &after) {
        let Some(model) = outcome.models.iter().find(|it| it.environment == finding.environment) else { continue };
        found.extend(graded(finding.warning, &model.settings.warnings));
    }
    if reading.deny.is_some() {
        for finding in &mut found {
            finding.severity = Severity::Error;
        }
    }
    let failed = found.iter().any(Diagnostic::is_error);
    match reading.format {
        Format::Json => terminal::diagnostics_json(&found, &outcome.texts, failed),
        // The log of findings about the source has been written.
        Format::Text | Format::Sarif => terminal::diagnostics(&found, &outcome.texts),
    }
    failed
}
