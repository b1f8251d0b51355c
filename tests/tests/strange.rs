//! The real command in folders that nobody made on purpose: links that lead out or in circles, files that are none,
//! texts that are too long or too deep. Each has a clear error or an answer, and nothing is written where it is an error.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use watershed_tests::program::{Ended, watershed};
use watershed_tests::tree::{self, Tree};

const MANIFEST: &str = "[package]\nname = \"strange\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
const SETTINGS: &str = "app: strange\nregion: eu-west-1\nenvironments: { dev: {} }\n";
const MAIN: &str = "use watershed::prelude::*;
#[function(schedule(\"rate(1 hour)\"))] async fn sweep(tick: Tick) {}
fn main() { watershed::run() }
";

/// A text that must never be shown.
const PRIVATE: &str = "hunter2 (";

/// Runs `generate` on an application whose `main.rs` goes on with a text, after its folder was changed.
fn ran(more: &str, change: impl FnOnce(&Path)) -> Ended {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("private"), PRIVATE).expect("a file can be written");
    let place = folder.path().join("repository");
    let main = format!("{MAIN}{more}");
    let files = [("Cargo.toml", MANIFEST), ("watershed.yaml", SETTINGS), ("src/main.rs", main.as_str())];
    let files: Tree = files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
    tree::write(&place, &files);
    change(&place);
    let ended = watershed(&place, &["generate"]);
    assert!(!ended.error.contains("panicked") && !ended.error.contains("hunter2"), "{}", ended.error);
    assert_eq!(place.join("infra").exists(), ended.code == 0, "{}", ended.error);
    ended
}

/// Holds a run to an error with these words.
fn refused(ended: &Ended, words: &[&str]) {
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.error);
    for word in words {
        assert!(ended.error.contains(word), "no `{word}` in\n{}", ended.error);
    }
}

fn link(to: &str, from: &Path) {
    let _ = fs::remove_file(from);
    symlink(to, from).expect("a link can be made");
}

#[test]
fn links_that_lead_out_are_refused() {
    let out = "a symbolic link leads out of the repository";
    let ended = ran("mod other;\n", |place| link("../../private", &place.join("src/other.rs")));
    refused(&ended, &["WS0103", "src/other.rs", out, "mod other"]);
    let ended = ran("mod other;\n", |place| {
        fs::create_dir(place.join("../far")).expect("a folder can be made");
        fs::rename(place.join("../private"), place.join("../far/mod.rs")).expect("a file can be moved");
        link("../../far", &place.join("src/other"));
    });
    refused(&ended, &["WS0103", "src/other/mod.rs", out]);
    for file in ["watershed.yaml", "Cargo.toml"] {
        let ended = ran("", |place| link("../private", &place.join(file)));
        refused(&ended, &[file, out]);
    }
    let ended = ran("mod other;\n", |place| link("/dev/zero", &place.join("src/other.rs")));
    refused(&ended, &["WS0105", "src/other.rs"]);
}

#[test]
fn links_inside_are_followed() {
    let ended = ran("mod other;\n", |place| {
        fs::write(place.join("shared.rs"), "").expect("a file can be written");
        link("../shared.rs", &place.join("src/other.rs"));
    });
    assert_eq!(ended.code, 0, "{}", ended.error);
}

#[test]
fn circles_end() {
    let ended = ran("mod other;\n", |place| link("other.rs", &place.join("src/other.rs")));
    refused(&ended, &["WS0105", "src/other.rs"]);
    let ended = ran("#[path = \"main.rs\"] mod again;\n", |_| ());
    refused(&ended, &["src/main.rs"]);
    let ended = ran("mod other;\n", |place| {
        fs::create_dir(place.join("src/other")).expect("a folder can be made");
        fs::write(place.join("src/other/mod.rs"), "mod other;\n").expect("a file can be written");
        link(".", &place.join("src/other/other"));
    });
    refused(&ended, &["WS01", "src/other/"]);
    // A workspace that has itself as a member, through a link.
    let ended = ran("", |place| {
        fs::write(place.join("Cargo.toml"), format!("[workspace]\nmembers = [\"crates/*\"]\n{MANIFEST}"))
            .expect("a file can be written");
        fs::create_dir(place.join("crates")).expect("a folder can be made");
        link("..", &place.join("crates/around"));
    });
    assert!(ended.code == 0 || ended.error.contains("WS01"), "{}", ended.error);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let ended = ran("mod other;\n", |place| {
        let made = Command::new("mkfifo").arg(place.join("src/other.rs")).status();
        assert!(made.expect("mkfifo starts").success());
    });
    refused(&ended, &["WS0105", "src/other.rs"]);
    let ended = ran("", |place| {
        fs::remove_file(place.join("watershed.yaml")).expect("a file can be removed");
        let made = Command::new("mkfifo").arg(place.join("watershed.yaml")).status();
        assert!(made.expect("mkfifo starts").success());
    });
    refused(&ended, &["WS0301", "it is not a file"]);
    let ended = ran("mod other;\n", |place| fs::create_dir(place.join("src/other.rs")).expect("a folder can be made"));
    refused(&ended, &["WS010", "other"]);
}

#[test]
fn what_is_too_much_is_refused() {
    let ended = ran("mod other;\n", |place| {
        let file = fs::File::create(place.join("src/other.rs")).expect("a file can be made");
        file.set_len(65 << 20).expect("a file can be long");
    });
    refused(&ended, &["WS0103", "src/other.rs", "it has 65 MB"]);
    for (open, close) in [("(", ")"), ("mod m {", "}"), ("{", "}"), ("[", "]")] {
        let deep = |inside: &str| format!("{inside}{}{}", open.repeat(100_000), close.repeat(100_000));
        for text in [
            deep(if open.starts_with("mod") { "" } else { "const _: () = " }),
            format!("#[function({})] async fn f() {{}}", deep("")),
        ] {
            let ended = ran(&format!("{text};\n"), |_| ());
            assert!(ended.code == 0 || ended.error.contains("error[WS"), "{}", ended.error);
        }
    }
    let deep = format!("#[function(call)] async fn f(x: {}u8{}) {{}}\n", "Vec<".repeat(100_000), ">".repeat(100_000));
    refused(&ran(&deep, |_| ()), &["error[WS"]);
    for text in
        ["[".repeat(100_000), "a: ".repeat(50_000), "{a: ".repeat(50_000), format!("tags: {}", "- ".repeat(100_000))]
    {
        let ended = ran("", |place| fs::write(place.join("watershed.yaml"), &text).expect("a file can be written"));
        refused(&ended, &["error[WS0301]", "watershed.yaml"]);
    }
    // Each line doubles the one before: nine lines would be a billion of words.
    let lines: Vec<String> = (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]", n - 1)).collect();
    let laughs = format!("a0: &a0 [ha]\n{}\n{SETTINGS}", lines.join("\n"));
    let ended = ran("", |place| fs::write(place.join("watershed.yaml"), &laughs).expect("a file can be written"));
    refused(&ended, &["error[WS03", "watershed.yaml"]);
    for text in ["[".repeat(100_000), format!("a = {}", "{a = ".repeat(50_000)), format!("[{}a]", "a.".repeat(50_000))]
    {
        let ended = ran("", |place| fs::write(place.join("Cargo.toml"), &text).expect("a file can be written"));
        refused(&ended, &["error[WS01"]);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    for file in ["src/main.rs", "watershed.yaml", "Cargo.toml"] {
        for bytes in [&b"\xff\xfea\0b\0"[..], b"// \xc3(\n", b"\xed\xa0\x80"] {
            let ended = ran("", |place| fs::write(place.join(file), bytes).expect("a file can be written"));
            refused(&ended, &["error[WS", file]);
        }
    }
}
