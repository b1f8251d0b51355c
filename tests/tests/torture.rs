//! What rustc links into a binary is what the compiler finds, on a workspace that does everything cargo and rustc allow.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::{self, Request};
use watershed_codegen::model::Identity;
use watershed_grammar::Diagnostics;
use watershed_tests::program::project;

/// Kind, id, path without the crate, trigger.
type Line = (String, String, String, Option<String>);

/// What the binary registers, which is built by cargo and asked.
fn registered(workspace: &Path) -> BTreeSet<Line> {
    let target = project().join("target");
    let build = ["build", "--quiet", "--package", "app", "--bin", "app", "--features", "asked-for"];
    let status =
        Command::new(env!("CARGO")).args(build).env("CARGO_TARGET_DIR", &target).current_dir(workspace).status();
    assert!(status.expect("cargo starts").success(), "the workspace does not build");
    let binary = target.join("debug").join(format!("app{}", std::env::consts::EXE_SUFFIX));
    let output = Command::new(binary).env("WATERSHED_MANIFEST", "1").output().expect("the binary starts");
    let manifest: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the manifest is JSON");
    let items = manifest["items"].as_array().expect("the manifest lists items");
    let line = |item: &serde_json::Value| {
        let text = |key: &str| item[key].as_str().map(|text| text.replace("r#", ""));
        let path = text("path").expect("an item has a path");
        let (_, path) = path.split_once("::").expect("a path begins with the crate");
        (text("kind").unwrap_or_default(), text("id").unwrap_or_default(), path.to_owned(), text("trigger"))
    };
    items.iter().map(line).collect()
}

/// What the compiler finds.
fn found(workspace: &Path) -> BTreeSet<Line> {
    let mut diagnostics = Diagnostics::new();
    let front = front::read(&DiskWorld::new(workspace), &Request::default(), &mut diagnostics);
    let diagnostics = diagnostics.into_sorted();
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let model = &front.models[0];
    let line = |kind: &str, it: &Identity, trigger: Option<&str>| {
        (kind.to_owned(), it.id.clone(), it.path.replace("r#", ""), trigger.map(str::to_owned))
    };
    let functions = model.functions.iter().map(|it| line("function", &it.identity, Some(it.trigger.kind())));
    functions.chain(model.resources.iter().map(|it| line(it.kind(), &it.identity, None))).collect()
}

#[test]
fn the_compiler_finds_what_rustc_links() {
    let workspace = project().join("tests/torture/workspace");
    let (registered, found) = (registered(&workspace), found(&workspace));
    assert_eq!(found.difference(&registered).collect::<Vec<_>>(), Vec::<&Line>::new(), "found and not registered");
    assert_eq!(registered.difference(&found).collect::<Vec<_>>(), Vec::<&Line>::new(), "registered and not found");
    assert_eq!(found.len(), 45);
}
