//! Many root modules in one, so that the provider starts once for all of them.

use std::fmt::Write as _;
use std::path::Path;

use hcl_edit::structure::{Block, Body};

use crate::tree::{self, Tree};

/// Writes every module below a folder and a root module that calls them all.
///
/// A module that is called has no backend and takes its provider from the caller; both are left out of `main.tf`. Nothing else changes.
pub fn gather(modules: &[(String, Tree)], root: &Path) {
    let mut main = String::from("provider \"aws\" {\n  region = \"eu-west-1\"\n}\n\nvariable \"any\" {}\n");
    for (name, files) in modules {
        let mut files = files.clone();
        if let Some(text) = files.get_mut("main.tf") {
            *text = without_root(&String::from_utf8_lossy(text)).into_bytes();
        }
        let _ = writeln!(main, "\nmodule \"{name}\" {{\n  source = \"./{name}\"");
        for variable in required(&files) {
            let _ = writeln!(main, "  {variable} = var.any");
        }
        main.push_str("}\n");
        tree::write(&root.join(name), &files);
    }
    tree::write(root, &Tree::from([("main.tf".to_owned(), main.into_bytes())]));
}

fn without_root(text: &str) -> String {
    let mut body: Body = text.parse().expect("generated Terraform is HCL");
    body.remove_blocks("provider");
    for block in body.get_blocks_mut("terraform") {
        block.body.remove_blocks("backend");
    }
    body.to_string()
}

/// The variables that have no default.
fn required(files: &Tree) -> Vec<String> {
    let Some(text) = files.get("variables.tf") else { return Vec::new() };
    let body: Body = String::from_utf8_lossy(text).parse().expect("generated Terraform is HCL");
    let name = |block: &Block| block.labels.first().map(|label| label.as_str().to_owned());
    body.get_blocks("variable").filter(|block| !block.body.has_attribute("default")).filter_map(name).collect()
}
