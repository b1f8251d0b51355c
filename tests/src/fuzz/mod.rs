//! Applications that nobody would write: what a compiler must take without falling over.

mod inputs;
mod mutate;

use std::collections::BTreeMap;

use watershed_codegen::compile::{Outcome, compile};
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::Diagnostic;

pub use inputs::{TARGETS, application, attribute, seeds, settings};
pub use mutate::{Random, mutate};

use crate::tree::Tree;
use crate::{case, generated, tree};

/// What mutations begin with: every case, good or bad, and the examples.
pub fn corpus() -> Vec<Tree> {
    let cases = ["cases", "cases-err"].into_iter().flat_map(case::all);
    let mut all: Vec<Tree> = cases.map(|case| case.input()).collect();
    let examples = generated::examples().into_iter().filter_map(|it| it.folder.parent().map(tree::read));
    all.extend(examples.map(|files| files.into_iter().filter(|(path, _)| !path.starts_with("infra/")).collect()));
    all
}

/// Compiles files and holds the outcome to what is true of each: an answer or an error, every place inside its text, and
/// output that another reader reads.
///
/// # Panics
/// Where that does not hold.
pub fn compiled(files: &BTreeMap<String, Vec<u8>>) -> Outcome {
    let mut world = MemoryWorld::default();
    for (path, text) in files {
        world.insert(path, text);
    }
    let outcome = compile(&world, &Request::default());
    let has_error = outcome.diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(outcome.files.is_none(), has_error, "files come out where there is no error, and only there");
    for diagnostic in &outcome.diagnostics {
        placed(&outcome, diagnostic);
    }
    for (path, text) in outcome.files.iter().flatten() {
        if path.contains("/terraform/") {
            let read: Result<hcl_edit::structure::Body, _> = text.parse();
            assert!(
                read.is_ok(),
                "{path} is no HCL: {}\n{text}",
                read.err().map(|it| it.to_string()).unwrap_or_default()
            );
        }
    }
    outcome
}

/// Every place is one of whole characters inside of a text.
fn placed(outcome: &Outcome, diagnostic: &Diagnostic) {
    for label in diagnostic.primary.iter().chain(&diagnostic.secondary) {
        let (path, text) = outcome.texts.get(label.span.file);
        let range = label.span.start as usize..label.span.end as usize;
        assert!(text.get(range.clone()).is_some(), "{}: {range:?} is no place in `{path}`", diagnostic.code.as_str());
    }
}
