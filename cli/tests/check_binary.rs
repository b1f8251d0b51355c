//! `watershed check --binary`: a binary that is not what the source says is named, item by item.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

const MAIN: &str = "use watershed::prelude::*;
#[queue] struct Charges(Charge);
#[function(http(GET, \"/hello\", auth = none))]
async fn hello(charges: Sender<Charges>) -> String { String::new() }
fn main() { watershed::run() }
";

/// The application, with its files written.
fn application() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    write(
        "Cargo.toml",
        "[package]\nname = \"hello\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n",
    );
    write("watershed.yaml", "app: hello\nregion: eu-west-1\nenvironments: { dev: {} }\n");
    write("src/main.rs", MAIN);
    assert_eq!(watershed(folder.path(), &["generate"]).0, 0);
    folder
}

fn watershed(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_watershed")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What a binary of the application says.
fn manifest() -> Value {
    json!({
        "version": 1,
        "features": ["lambda", "sqs"],
        "items": [
            {
                "kind": "function", "id": "hello", "path": "hello::hello", "trigger": "http",
                "grants": [{ "kind": "queue", "id": "charges", "can": ["Send"] }],
            },
            { "kind": "queue", "id": "charges", "path": "hello::Charges" },
        ],
    })
}

/// The exit code, and the lines about the binary.
fn check(folder: &Path, manifest: &Value) -> (i32, Vec<String>) {
    fs::write(folder.join("manifest.json"), manifest.to_string()).unwrap();
    let (code, out, err) = watershed(folder, &["check", "--binary", "manifest.json"]);
    assert!(code < 2, "{err}");
    (code, out.lines().map(str::to_owned).collect())
}

#[test]
fn a_binary_of_the_source_is_fine() {
    let application = application();
    assert_eq!(check(application.path(), &manifest()), (0, vec![]));
}

#[test]
fn every_difference_is_named() {
    let application = application();
    let differs = |change: &dyn Fn(&mut Value)| {
        let mut manifest = manifest();
        change(&mut manifest);
        let (code, lines) = check(application.path(), &manifest);
        assert_eq!(code, 1);
        lines
    };
    assert_eq!(
        differs(&|it| drop(it["items"].as_array_mut().unwrap().pop())),
        ["binary: the queue `charges` (Charges) is in the source and not in the binary"]
    );
    let more = json!({ "kind": "topic", "id": "paid", "path": "hello::Paid" });
    assert_eq!(
        differs(&|it| it["items"].as_array_mut().unwrap().push(more.clone())),
        ["binary: the topic `paid` (hello::Paid) is in the binary and not in the source"]
    );
    assert_eq!(
        differs(&|it| it["items"][0]["grants"][0]["can"] = json!(["Send", "Purge"])),
        ["binary: the function `hello` may `Purge` the queue `charges` in the binary and not in the source"]
    );
    assert_eq!(
        differs(&|it| it["items"][0]["grants"] = json!([])),
        ["binary: the function `hello` may `Send` the queue `charges` in the source and not in the binary"]
    );
    assert_eq!(
        differs(&|it| it["items"][0]["trigger"] = json!("url")),
        ["binary: the function `hello` is started by `http` in the source and by `url` in the binary"]
    );
    assert_eq!(
        differs(&|it| it["items"][0]["path"] = json!("hello::other::hello2")),
        ["binary: the function `hello` is `hello` in the source and `hello::other::hello2` in the binary"]
    );
    assert_eq!(
        differs(&|it| it["features"] = json!(["lambda"])),
        ["binary: the binary was built without the feature `sqs` of `watershed`: `hello` reaches `charges`"]
    );
}

#[test]
fn a_binary_is_asked() {
    let application = application();
    let program = |text: &str| {
        let path = application.path().join("app");
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        watershed(application.path(), &["check", "--binary", "app"])
    };
    // It gets the question and nothing else.
    let answer = format!("[ \"$WATERSHED_MANIFEST\" = 1 ] && [ -z \"$HOME\" ] && echo '{}'", manifest());
    assert_eq!(program(&answer).0, 0);
    let (code, out, err) = program("echo hello");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("does not list what is in it") && err.contains("watershed::run()"), "{err}");
    let (code, _, err) = program("exit 3");
    assert!(code == 2 && err.contains("exit status: 3"), "{err}");
    let (code, _, err) = program(&format!("echo '{}'", json!({ "version": 2, "features": [], "items": [] })));
    assert!(code == 2 && err.contains("in version 2"), "{err}");
    let (code, _, err) = watershed(application.path(), &["check", "--binary", "none"]);
    assert!(code == 2 && err.contains("`none` cannot be read"), "{err}");
    let (code, _, err) = watershed(application.path(), &["check", "--binary", "watershed.yaml"]);
    assert!(code == 2 && err.contains("does not run here"), "{err}");
}
