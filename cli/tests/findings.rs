//! Findings on the command line: how bad they are, and in which form they come.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const SLOW: &str = "use watershed::prelude::*;
#[function(http(GET, \"/\", auth = none), timeout = \"2m\")]
async fn report() -> String { all().await }
fn main() { watershed::run() }
";

fn application(main: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("apps/the shop");
    fs::create_dir_all(app.join("src")).unwrap();
    fs::write(app.join("Cargo.toml"), "[package]\nname = \"hello\"\n[dependencies]\nwatershed = { version = \"1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n").unwrap();
    fs::write(app.join("watershed.yaml"), "app: hello\nregion: eu-west-1\nenvironments: { dev: {} }\n").unwrap();
    fs::write(app.join("src/main.rs"), main).unwrap();
    folder
}

fn watershed(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_watershed")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_warning_stops_nothing_unless_it_is_denied() {
    let folder = application(SLOW);
    let (code, _, error) = watershed(folder.path(), &["generate", "--dry-run", "apps/the shop"]);
    assert!(code == 0 && error.contains("warning[WS0218]"), "{error}");
    let (code, _, error) = watershed(folder.path(), &["generate", "--deny", "warnings", "apps/the shop"]);
    assert!(code == 2 && error.contains("error[WS0218]") && error.contains("nothing was written"), "{error}");
    assert!(!folder.path().join("apps/the shop/infra").exists());
}

#[test]
fn sarif_names_each_finding_with_its_rule_and_its_place_below_the_repository() {
    let folder = application(SLOW);
    let (code, out, _) = watershed(folder.path(), &["generate", "--dry-run", "--format", "sarif", "apps/the shop"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, log["version"].as_str()), (0, Some("2.1.0")));
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(
        (&result["ruleId"], &result["level"], &rule["id"]),
        (&"WS0218".into(), &"warning".into(), &"WS0218".into())
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "apps/the%20shop/src/main.rs");
    let region = serde_json::json!({ "startLine": 2, "startColumn": 51, "endLine": 2, "endColumn": 55 });
    assert_eq!(place["region"], region);
}

#[test]
fn sarif_is_there_where_nothing_is_wrong_and_where_nothing_can_be_read() {
    let folder = application(&SLOW.replace("2m", "2s"));
    for _ in 0..2 {
        // The second run answers from the record of the first.
        let (code, out, _) = watershed(folder.path(), &["generate", "--format", "sarif", "apps/the shop"]);
        let log: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((code, &log["runs"][0]["results"]), (0, &serde_json::json!([])));
    }
    let (code, out, _) = watershed(folder.path(), &["check", "--format", "sarif", "apps"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!((code, place), (2, &"apps/watershed.yaml".into()));
    let (code, out, error) = watershed(folder.path(), &["list", "--format", "sarif", "apps/the shop"]);
    assert!(code == 2 && out.is_empty() && error.contains("`generate` and `check`"), "{error}");
}

#[test]
fn a_code_is_explained_with_its_weight_its_source_and_an_example() {
    let (code, out, _) = watershed(Path::new("."), &["explain", "ws0601"]);
    assert_eq!(code, 0);
    for part in ["WS0601: a loop", "accept(WS0601", "Source: AWS Lambda", "For example:", "error[WS0601]"] {
        assert!(out.contains(part), "{part} is not in\n{out}");
    }
    let (_, out, _) = watershed(Path::new("."), &["explain", "ws0601", "--format", "json"]);
    let it: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&it["code"], &it["severity"], &it["accepted"]), (&"WS0601".into(), &"error".into(), &true.into()));
    assert!(it["example"].as_str().is_some_and(|it| it.contains("error[WS0601]")), "{out}");
    let (_, out, _) = watershed(Path::new("."), &["explain", "--format", "json"]);
    assert_eq!(out.lines().count(), watershed_grammar::codes::TABLE.len());
    for (option, value) in [("--format", "sarif"), ("-e", "dev"), ("--features", "fast"), ("--deny", "warnings")] {
        let (code, out, error) = watershed(Path::new("."), &["explain", "WS0601", option, value]);
        assert!(code == 2 && out.is_empty() && error.starts_with("error: "), "{option}: {code} {out}{error}");
    }
    let shown = watershed_cli::examples::of;
    let without: Vec<&str> = watershed_grammar::codes::TABLE
        .iter()
        .map(|row| row.code.as_str())
        .filter(|code| {
            shown(code).is_none() && !["WS0501", "WS0502", "WS0503", "WS0504", "WS0505", "WS0506"].contains(code)
        })
        .collect();
    assert!(without.is_empty(), "no example for {without:?}; `cargo xtask docs` writes them");
}

#[test]
fn what_can_be_mended_in_one_way_only_is_mended() {
    let source = "use watershed::prelude::*;
#[queue(retires = 5)] struct Charges(u32);
#[function(schedule(\"rate(1 minutes)\"), timout = \"30s\", place = serverles, memory = 256)]
async fn often(charges: Sender<Charges>) {}
#[function(queue(Charges))]
async fn charge(Message(c): Message<u32>) {}
fn main() { watershed::run() }
";
    let folder = application(source);
    let app = folder.path().join("apps/the shop");
    fs::write(app.join("watershed.yaml"), "app: hello\nregoin: eu-west-1\nenvironments: { dev: {} }\n").unwrap();
    let (_, out, _) = watershed(folder.path(), &["check", "--format", "json", "apps/the shop"]);
    let fixes = out.lines().filter(|line| !line.contains("\"fix\":null")).count();
    assert_eq!(fixes, 5, "{out}");
    let (code, _, error) = watershed(folder.path(), &["check", "--fix", "apps/the shop"]);
    assert!(code == 2 && error.contains("5 mistakes mended") && error.contains("error[WS0006]"), "{error}");
    let mended = source
        .replace("retires", "retries")
        .replace("1 minutes", "1 minute")
        .replace("timout", "timeout")
        .replace("serverles,", "serverless,");
    assert_eq!(fs::read_to_string(app.join("src/main.rs")).unwrap(), mended);
    fs::write(app.join("src/main.rs"), mended.replace("memory = 256", "memory = \"256MB\"")).unwrap();
    let (code, _, error) = watershed(folder.path(), &["generate", "--fix", "apps/the shop"]);
    assert!(code == 0 && error.contains("0 mistakes mended"), "{error}");
}
