//! What a run left that was killed while it wrote a person's files: the next one clears it, and nothing else.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

fn watershed(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watershed"));
    command.args(arguments).arg(folder).output().expect("it starts").status.success()
}

/// What is in `src`, but for the sources.
fn beside(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("src")).expect("it can be read").flatten();
    let mut names: Vec<String> = entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.starts_with('.'));
    names.sort();
    names
}

/// A crate with files that look like what waits: 91 was left, 96 is held in the test, the others are somebody's.
fn crate_with_leftovers(main: &str, manifest: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let source = folder.path().join("src");
    fs::create_dir(&source).expect("it can be made");
    let manifest = format!("[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{manifest}");
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("it is written");
    fs::write(source.join("main.rs"), main).expect("it is written");
    for name in ["main.rs.watershed-91", "main.rs.watershed-9x", "main.rs.watershed-", "main.rs.92"] {
        fs::write(source.join(format!(".{name}")), "half").expect("it is written");
    }
    for name in [".other.rs.watershed-93", ".main.rs.watershed-96"] {
        fs::write(source.join(name), "half").expect("it is written");
    }
    fs::create_dir(source.join(".main.rs.watershed-94")).expect("it can be made");
    #[cfg(unix)]
    std::os::unix::fs::symlink("main.rs", source.join(".main.rs.watershed-95")).expect("it can be made");
    folder
}

#[test]
fn only_what_nobody_holds_is_cleared() {
    let settings = "app: a\nregion: eu-west-1\nenvironments: { dev: {} }\n";
    let uses = "[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
    for (arguments, main, manifest) in
        [(&["init"][..], "fn main() {}\n", ""), (&["check", "--fix"], "fn main() { watershed::run() }\n", uses)]
    {
        let folder = crate_with_leftovers(main, manifest);
        if arguments[0] == "check" {
            fs::write(folder.path().join("watershed.yaml"), settings).expect("it is written");
        }
        let held = File::open(folder.path().join("src/.main.rs.watershed-96")).expect("it is there");
        held.lock().expect("it can be locked");
        watershed(folder.path(), arguments);
        let mut left = vec![".main.rs.92", ".main.rs.watershed-", ".main.rs.watershed-94"];
        left.extend(cfg!(unix).then_some(".main.rs.watershed-95"));
        left.extend([".main.rs.watershed-96", ".main.rs.watershed-9x", ".other.rs.watershed-93"]);
        assert_eq!(beside(folder.path()), left, "{arguments:?}");
        drop(held);
        watershed(folder.path(), arguments);
        assert!(!beside(folder.path()).contains(&".main.rs.watershed-96".to_owned()), "{arguments:?}");
    }
}

#[test]
fn a_dry_run_clears_nothing() {
    let folder = crate_with_leftovers("fn main() {}\n", "");
    assert!(watershed(folder.path(), &["init", "--dry-run"]));
    assert!(beside(folder.path()).contains(&".main.rs.watershed-91".to_owned()));
}
