//! What a change of the generated files means where they are deployed, beyond the files: data that goes, objects that
//! stay. Both texts are Watershed's own, so the form of their lines is known.

mod data;
mod objects;

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::Diagnostic;
use watershed_grammar::codes::Code;
use watershed_grammar::diagnostic::Severity;

use crate::compile::FileSet;

/// Files of an environment by their path.
type Files<'a> = BTreeMap<&'a str, &'a str>;

/// What somebody should know before a change of an environment is deployed.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The environment.
    pub environment: String,
    /// A warning without a place: what it is about is gone from the source.
    pub warning: Diagnostic,
}

impl Finding {
    fn new(environment: &str, code: Code, message: String, help: String) -> Self {
        let wrong = Diagnostic::without_place(code, message).help(help);
        Self { environment: environment.to_owned(), warning: Diagnostic { severity: Severity::Warning, ..wrong } }
    }
}

/// Looks at the files that change or go, as they were, beside all that there will be. An environment that goes as a whole is
/// somebody else's to tell of.
pub fn findings(before: &FileSet, after: &FileSet) -> Vec<Finding> {
    let left: BTreeSet<&str> = after.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    let mut found = Vec::new();
    for environment in left {
        let terraform = below(before, environment, "terraform");
        if !terraform.is_empty() {
            found.extend(data::findings(environment, &terraform, &below(after, environment, "terraform")));
        }
        let kubernetes = below(before, environment, "kubernetes");
        if !kubernetes.is_empty() {
            found.extend(objects::findings(environment, &kubernetes, &below(after, environment, "kubernetes")));
        }
    }
    found
}

/// An environment's files for one target.
fn below<'a>(files: &'a FileSet, environment: &str, target: &str) -> Files<'a> {
    let folder = format!("{environment}/{target}/");
    let inside = files.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
    inside.map(|(path, text)| (path.as_str(), text.as_str())).collect()
}
