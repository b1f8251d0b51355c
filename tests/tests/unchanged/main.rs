//! A run that finds everything as the last one left it answers at once, and it never answers anything else than a
//! whole run would.

mod edits;
mod record;
mod workspace;

use std::fs;
use std::path::Path;

use watershed_tests::program::{Ended, watershed};
use watershed_tests::tree;
use workspace::Workspace;

/// What a run answered, and what it left.
type Answer = (i32, String, String, tree::Tree);

fn run(folder: &Path, arguments: &[&str]) -> Answer {
    let Ended { code, out, error } = watershed(folder, arguments);
    (code, out, error, tree::read(&folder.join("infra")))
}

/// Runs in the workspace, and in a copy that knows of no earlier run; both answer and leave the same.
#[track_caller]
fn same_as_a_whole_run(workspace: &Workspace, arguments: &[&str], how: &str) -> Answer {
    let copy = workspace.copy();
    let (answer, whole) = (run(workspace.folder(), arguments), run(copy.folder(), arguments));
    assert_eq!(answer.0, whole.0, "{how}: {} {}", answer.2, whole.2);
    assert_eq!((&answer.1, &answer.2), (&whole.1, &whole.2), "{how}");
    let differences = tree::differences(&whole.3, &answer.3);
    assert!(differences.is_empty(), "{how}\n{differences}");
    answer
}

/// A workspace that was generated, and whose record tells of a number of files that no whole run would.
fn recorded() -> Workspace {
    let workspace = Workspace::new();
    assert_eq!(watershed(workspace.folder(), &["generate"]).code, 0);
    record::falsify(workspace.folder(), |record| record["files"] = 777.into());
    workspace
}

#[track_caller]
fn is_fast(workspace: &Workspace, arguments: &[&str], how: &str) {
    let ended = watershed(workspace.folder(), arguments);
    assert!(ended.code == 0 && ended.error.starts_with("777 files"), "{how}: {}", ended.error);
}

#[test]
fn what_did_not_change_is_not_done_again() {
    let workspace = recorded();
    for arguments in [&["generate"][..], &["check"], &["generate", "--dry-run"], &["generate", "--overwrite"]] {
        is_fast(&workspace, arguments, arguments[0]);
    }
    // Times mean nothing, and neither do files that the compiler does not ask for.
    let source = workspace.folder().join("area_one/src/inner.rs");
    let text = fs::read(&source).expect("it can be read");
    fs::remove_file(&source).expect("it can be removed");
    fs::write(&source, text).expect("it can be written");
    workspace.write("area_one/src/unknown.rs", "nonsense");
    workspace.write("infra/dev/terraform/mine_override.tf", "# mine");
    is_fast(&workspace, &["generate"], "the same text again");
}

#[test]
fn check_makes_a_record_too() {
    let workspace = Workspace::new();
    assert_eq!(watershed(workspace.folder(), &["generate", "--dry-run"]).code, 0);
    assert!(!workspace.folder().join("target").exists(), "a dry run writes nothing");
    assert_eq!(watershed(workspace.folder(), &["check"]).code, 1);
    assert!(!workspace.folder().join("target").exists(), "only what is right is written down");
    assert_eq!(watershed(workspace.folder(), &["generate"]).code, 0);
    fs::remove_dir_all(workspace.folder().join("target")).expect("it can be removed");
    assert_eq!(watershed(workspace.folder(), &["check"]).code, 0);
    record::falsify(workspace.folder(), |record| record["files"] = 777.into());
    is_fast(&workspace, &["check"], "after a check");
    for name in ["CACHEDIR.TAG", "watershed/.gitignore"] {
        assert!(workspace.folder().join("target").join(name).is_file(), "{name}");
    }
}

#[test]
fn every_change_is_seen() {
    for edit in edits::ALL {
        let workspace = recorded();
        (edit.make)(&workspace);
        for arguments in [&["check"][..], &["generate"], &["generate", "--overwrite"], &["generate"]] {
            let answer = same_as_a_whole_run(&workspace, arguments, &format!("{}: {arguments:?}", edit.name));
            assert!(!answer.2.contains("777"), "{}: {}", edit.name, answer.2);
        }
    }
}

#[test]
fn another_request_is_another_run() {
    let workspace = recorded();
    for arguments in [
        &["generate", "-e", "dev"][..],
        &["generate", "--features", "more"],
        &["generate", "--no-default-features"],
        &["generate", "--out", "elsewhere"],
        &["check", "-e", "prod"],
    ] {
        let ended = watershed(workspace.folder(), arguments);
        assert!(!ended.error.contains("777"), "{arguments:?}: {}", ended.error);
    }
}

#[test]
fn an_environment_alone_leaves_the_others_out() {
    let workspace = Workspace::new();
    assert_eq!(watershed(workspace.folder(), &["generate"]).code, 0);
    assert_eq!(watershed(workspace.folder(), &["generate", "-e", "dev"]).code, 0);
    let edited = "infra/prod/terraform/queue_charges.tf";
    workspace.write(edited, "edited");
    let answer = same_as_a_whole_run(&workspace, &["generate", "-e", "dev"], "an edit elsewhere");
    assert_eq!(answer.0, 0, "{}", answer.2);
    assert_eq!(same_as_a_whole_run(&workspace, &["generate", "-e", "prod"], "an edit there").0, 2);
}

#[test]
fn a_record_that_is_not_whole_or_not_ours_is_passed_over() {
    let workspace = recorded();
    let path = record::path(workspace.folder());
    let whole = fs::read(&path).expect("it can be read");
    let mut wrong = vec![Vec::new(), b"\n".to_vec(), vec![0; 100], whole[..whole.len() / 2].to_vec()];
    for place in (0..whole.len()).step_by(whole.len() / 60) {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        wrong.push(flipped);
    }
    for bytes in wrong {
        fs::write(&path, &bytes).expect("it can be written");
        let ended = watershed(workspace.folder(), &["generate"]);
        assert!(ended.code == 0 && !ended.error.contains("777"), "{}", ended.error);
    }
    for (key, value) in [("tool", "0.0.9 /usr/bin/watershed"), ("application", "/elsewhere"), ("out", "/elsewhere")] {
        record::falsify(workspace.folder(), |record| {
            record["files"] = 777.into();
            record["asked"][key] = value.into();
        });
        let ended = watershed(workspace.folder(), &["generate"]);
        assert!(ended.code == 0 && !ended.error.contains("777"), "{key}: {}", ended.error);
    }
    // A folder where the record should be is in nobody's way.
    fs::remove_file(&path).expect("it can be removed");
    fs::create_dir(&path).expect("a folder can be made");
    assert_eq!(watershed(workspace.folder(), &["generate"]).code, 0);
}

#[test]
fn a_warning_is_told_every_time() {
    let workspace = Workspace::new();
    workspace.write("area_one/src/inner.rs", &format!("include!(concat!(\"a\"));\n{}", workspace::INNER));
    for run in 0..3 {
        let ended = watershed(workspace.folder(), &["generate"]);
        assert!(ended.code == 0 && ended.error.contains("warning[WS0114]"), "run {run}: {}", ended.error);
    }
}

#[test]
fn whatever_is_edited_in_any_order() {
    let workspace = Workspace::new();
    let mut dice = edits::Dice(0x5eed);
    let (mut fast, mut whole) = (0, 0);
    for step in 0..160 {
        let mut told = String::new();
        for _ in 0..dice.below(3) {
            told += &edits::random(&workspace, &mut dice);
        }
        let arguments: &[&str] = match dice.below(6) {
            0 => &["check"],
            1 => &["generate", "--overwrite"],
            2 => &["generate", "-e", "dev"],
            _ => &["generate"],
        };
        let before = record::all(workspace.folder());
        let answer = same_as_a_whole_run(&workspace, arguments, &format!("step {step}: {told}{arguments:?}"));
        // A whole run that is right writes its record again.
        if answer.0 == 0 {
            *(if record::all(workspace.folder()) == before { &mut fast } else { &mut whole }) += 1;
        }
    }
    assert!(fast > 15 && whole > 15, "{fast} were fast and {whole} whole");
}
