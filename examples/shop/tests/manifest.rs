//! The binary that is deployed has the functions of the library in it.

use std::process::Command;

#[test]
fn the_manifest_lists_what_is_linked() {
    let shop = env!("CARGO_BIN_EXE_shop");
    let output = Command::new(shop).env("WATERSHED_MANIFEST", "1").output().expect("the shop starts");
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
