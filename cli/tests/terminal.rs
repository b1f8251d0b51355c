//! What a source says moves no cursor, colours nothing and turns no line of a terminal.

use std::fs;
use std::process::Command;

use watershed_grammar::visible::is_hidden;

/// The title of a window, red, a line break of one byte, a line turned round, a separator of lines.
const HOSTILE: &str = "\u{1b}]0;title\u{7}\u{1b}[31m\u{9b}32m\u{85}\u{202e}\u{2066}\u{2028}";
/// What a variable may have of it.
const TURNED: &str = "\u{202e}\u{2066}\u{2028}";
const SETTINGS: &str = "app: shop\nregion: eu-west-1\nenvironments: { dev: {} }\n";

/// An application with such texts, and in its settings and its variable what is given.
fn application(settings: &str, variable: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"shop\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n")
        .unwrap();
    fs::write(folder.path().join("watershed.yaml"), settings).unwrap();
    let escaped = HOSTILE.escape_unicode();
    let main = format!(
        "use watershed::prelude::*;
/// Holds {HOSTILE}.
#[topic] struct Paid(u32);
/// Says {HOSTILE} hello.
#[function(
    topic(Paid, filter(kind = [\"{escaped} written\", \"{HOSTILE}\"])),
    env(LEVEL = \"{variable}\"),
    allow(reason = \"{HOSTILE}\", actions = [\"ses:SendEmail\"], resources = [\"*\"]),
)]
async fn hello(Message(paid): Message<u32>) -> Result<()> {{}}
fn main() {{ watershed::run() }}
"
    );
    fs::write(folder.path().join("src/main.rs"), main).unwrap();
    folder
}

/// The exit code and what was said, none of which is hidden.
fn said(application: &tempfile::TempDir, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watershed"));
    let output = command.args(arguments).current_dir(application.path()).output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let hidden: Vec<char> = text.chars().filter(|c| *c != '\n' && is_hidden(*c)).collect();
    assert!(hidden.is_empty(), "{arguments:?}: {hidden:?} in {text}");
    (output.status.success(), text)
}

#[test]
fn what_is_accepted_is_shown_by_its_number() {
    let application = application(SETTINGS, TURNED);
    let stages = ["parse", "model", "files"].map(|stage| vec!["inspect", "--stage", stage]);
    for arguments in [vec!["list"], vec!["explain", "hello"]].into_iter().chain(stages) {
        let (is_fine, text) = said(&application, &arguments);
        assert!(is_fine && text.contains("202e"), "{arguments:?}: {text}");
    }
    said(&application, &["check", "--format", "sarif"]);
    let (_, text) = said(&application, &["explain", "hello", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert!(json.to_string().contains(TURNED));
}

#[test]
fn what_is_refused_is_shown_without_it() {
    let settings = format!("{SETTINGS}\"\\e]0;title\\a\\e[31m\\x9b32m\\x85\\u202e\": {TURNED}\n");
    let application = application(&settings, HOSTILE);
    for format in ["text", "json", "sarif"] {
        let (is_fine, text) = said(&application, &["check", "--format", format]);
        assert!(!is_fine && text.contains("WS0302") && text.contains("WS0005"), "{text}");
    }
}
