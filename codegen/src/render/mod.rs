//! A stack to files: paths and texts.

use std::collections::BTreeMap;

use crate::compile::FileSet;
use crate::kubernetes::{self, Manifest};
use crate::lower::{ACCOUNT, Stack};
use crate::model::Model;
use crate::terraform::hcl::{self, Body};

/// The files of one environment.
pub fn render(model: &Model, stack: Stack) -> FileSet {
    let header = format!("Written by watershed for {} in {}", model.app, model.environment);
    let terraform = terraform(stack.terraform, &format!("{header}."));
    let terraform = terraform.into_iter().map(|(name, text)| (format!("{}/terraform/{name}", model.environment), text));
    let kubernetes = stack.kubernetes.into_iter().map(|(name, manifest)| {
        let comment = format!("{header}: {}", manifest.comment);
        let text = kubernetes::print(&Manifest { comment, ..manifest });
        (format!("{}/kubernetes/{name}", model.environment), text)
    });
    terraform.chain(kubernetes).collect()
}

/// The root module; the account is looked up where a file mentions it.
fn terraform(files: BTreeMap<String, Body>, header: &str) -> BTreeMap<String, String> {
    let text = |body: Body| hcl::print(&Body::new().comment(header).blank().then(body));
    let mut texts: BTreeMap<String, String> = files.into_iter().map(|(name, body)| (name, text(body))).collect();
    if texts.values().any(|text| text.contains(ACCOUNT)) {
        let account = Body::new().block("data", &["aws_caller_identity", "current"], Body::new());
        let main = texts.entry("main.tf".to_owned()).or_default();
        main.push('\n');
        main.push_str(&hcl::print(&account));
    }
    texts
}
