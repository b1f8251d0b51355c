//! The binary that is deployed has the functions of the library in it.

use std::process::{Command, Output};

fn run(manifest: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shop")).env("WATERSHED_MANIFEST", manifest).output().expect("the shop starts")
}

#[test]
fn the_manifest_lists_what_is_linked() {
    let output = run("1");
    assert!(output.status.success());
    let manifest: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the manifest is JSON");
    let charge = manifest["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|item| item["id"] == "charge")
        .expect("`charge` is linked");
    let grants = serde_json::json!([
        { "kind": "function", "id": "score", "can": ["Call"] },
        { "kind": "secret", "id": "payment-key", "can": ["Get"] },
        { "kind": "topic", "id": "order-paid", "can": ["Publish"] },
    ]);
    assert_eq!((&charge["path"], &charge["trigger"]), (&"shop::payments::charge".into(), &"queue".into()));
    assert_eq!(charge["grants"], grants);
}

#[test]
fn without_the_question_it_says_that_it_cannot_run_yet() {
    let output = run("0");
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot run functions yet"));
}
