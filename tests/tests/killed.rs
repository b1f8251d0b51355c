//! The real command, killed at any moment: the next run finds the old files or the new ones.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use watershed_tests::program::{command, watershed};
use watershed_tests::tree::{self, Tree};

/// How often a run is killed.
const KILLS: u32 = 16;
const QUEUES: usize = 60;

fn application(folder: &Path, timeout: u32) {
    let settings = "app: killed\nregion: eu-west-1\nenvironments: { dev: {}, prod: { protected: true } }\n";
    let mut main = "use watershed::prelude::*;\n".to_owned();
    for number in 0..QUEUES {
        let _ = writeln!(
            main,
            "#[queue] pub struct Q{number}(u8);\n#[function(queue(Q{number}), timeout = \"{timeout}s\")] async fn w{number}(Message(m): Message<u8>) {{}}"
        );
    }
    let manifest = "[package]\nname = \"killed\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
    let files = [("Cargo.toml", manifest), ("watershed.yaml", settings), ("src/main.rs", main.as_str())];
    tree::write(folder, &files.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect());
}

/// Kills runs that begin from one tree, later each time, and answers how many left the old one and the new one.
fn kill(folder: &Path, before: &Tree, after: &Tree) -> (u32, u32) {
    let infra = folder.join("infra");
    let prepare = || {
        let _ = fs::remove_dir_all(folder.join("target"));
        tree::replace(&infra, before);
    };
    prepare();
    let begin = Instant::now();
    assert_eq!(watershed(folder, &["generate"]).code, 0);
    let whole = begin.elapsed();
    let (mut old, mut new) = (0, 0);
    for kill in 0..KILLS {
        prepare();
        let mut command = command(folder, &["generate"]);
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary starts");
        // Files are written in the second half.
        sleep(whole / 4 + whole * kill / KILLS);
        run.kill().expect("a run can be killed");
        run.wait().expect("a killed run ends");
        // It completes or forgets what was begun, and says which.
        let check = watershed(folder, &["check"]);
        let left = tree::read(&infra);
        assert!(left == *before || left == *after, "{}", tree::differences(after, &left));
        assert_eq!(check.code, i32::from(left != *after), "{}", check.error);
        *(if left == *after { &mut new } else { &mut old }) += 1;
        sleep(Duration::from_millis(1));
    }
    (old, new)
}

#[test]
fn a_killed_run_is_completed_or_forgotten() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let generated = |timeout: u32| {
        application(folder.path(), timeout);
        assert_eq!(watershed(folder.path(), &["generate"]).code, 0);
        tree::read(&folder.path().join("infra"))
    };
    let (first, second) = (generated(5), generated(6));
    let changed = kill(folder.path(), &first, &second);
    let nothing = Tree::new();
    let cold = kill(folder.path(), &nothing, &second);
    assert!(changed.0 > 0 && cold.0 > 0, "no kill came in time: {changed:?} {cold:?}");
}
