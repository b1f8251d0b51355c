//! What a change of the generated files means where they are deployed, beyond the files: data that goes, objects that
//! stay. Both texts are Watershed's own, so the form of their lines is known.

mod anew;
mod data;
mod deployer;
mod kept;
mod objects;
mod terraform;

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::Diagnostic;
use watershed_grammar::codes::Code;
use watershed_grammar::diagnostic::Severity;

use self::terraform::{Block, Resources};
use crate::compile::FileSet;

/// Files by their path.
pub type Files<'a> = BTreeMap<&'a str, &'a str>;

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

/// An environment's Terraform before and after.
struct Change<'a> {
    environment: &'a str,
    /// The resources of the files that change or go.
    was: Resources<'a>,
    /// The resources of the files that change or are new.
    is: Resources<'a>,
    /// From which address to which something moves.
    moved: BTreeMap<&'a str, &'a str>,
    /// The region before and after, where the file that says it changes.
    region: Option<(&'a str, &'a str)>,
}

impl<'a> Change<'a> {
    fn new(environment: &'a str, before: &Files<'a>, after: &Files<'a>) -> Self {
        let main = format!("{environment}/terraform/main.tf");
        let said = |files: &Files<'a>| {
            let block = files.get(main.as_str())?.split("\nprovider \"aws\" {\n").nth(1)?;
            let line = block.lines().find_map(|line| line.trim_start().strip_prefix("region"))?;
            Some(line.trim_start_matches([' ', '=']).trim_matches('"'))
        };
        Self {
            environment,
            was: terraform::resources(before),
            is: terraform::resources(after),
            moved: terraform::moved(after),
            region: said(before).zip(said(after)),
        }
    }

    /// What has the address of a resource now.
    fn same(&self, old: &Block<'a>) -> Option<&Block<'a>> {
        self.is.get(&(old.kind, old.label))
    }

    /// What Terraform takes for the same resource now: at the same address, or where it is moved to.
    fn now(&self, old: &Block<'a>) -> Option<&Block<'a>> {
        let to = self.moved.get(old.address().as_str()).and_then(|to| to.split_once('.'));
        self.is.get(&to.unwrap_or((old.kind, old.label)))
    }

    /// What Terraform took for the same resource before: at the same address, or where it is moved from.
    fn before(&self, new: &Block<'a>) -> Option<&Block<'a>> {
        let address = new.address();
        let from = self.moved.iter().find(|(_, to)| **to == address).and_then(|(from, _)| from.split_once('.'));
        from.and_then(|from| self.was.get(&from)).or_else(|| self.was.get(&(new.kind, new.label)))
    }

    fn finding(&self, code: Code, message: String, help: String) -> Finding {
        Finding::new(self.environment, code, message, help)
    }
}

/// ` and 3 more`, where one of four is named.
fn more(count: usize) -> String {
    if count > 1 { format!(" and {} more", count - 1) } else { String::new() }
}

/// Looks at the files that change or go, as they were, and at those that change or are new, as they will be: what stands
/// in all others stays.
pub fn findings(before: &FileSet, after: &Files<'_>) -> Vec<Finding> {
    let before: Files<'_> = before.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let environments: BTreeSet<&str> = before.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    let mut found = Vec::new();
    for environment in environments {
        let [was, is] = [&before, after].map(|files| below(files, environment, "terraform"));
        let change = Change::new(environment, &was, &is);
        found.extend(data::findings(&change));
        found.extend(kept::findings(&change));
        found.extend(anew::findings(&change));
        if !below(&before, environment, "deployer").is_empty() {
            found.extend(deployer::finding(&change));
        }
        let [was, is] = [&before, after].map(|files| below(files, environment, "kubernetes"));
        found.extend(objects::findings(environment, &was, &is));
    }
    found
}

/// An environment's files for one target.
fn below<'a>(files: &Files<'a>, environment: &str, target: &str) -> Files<'a> {
    let folder = format!("{environment}/{target}/");
    files.iter().filter(|(path, _)| path.starts_with(&folder)).map(|(path, text)| (*path, *text)).collect()
}
