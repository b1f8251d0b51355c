//! Source in, findings out, exactly as the terminal shows them. `UPDATE=1` writes what is expected; review it like code.

use std::fs;

use watershed_grammar::codes;
use watershed_tests::case::{self, Case};
use watershed_tests::program::{project, watershed};

/// Codes that no source and no settings can show, each with the place where it is tested.
const SHOWN_ELSEWHERE: &[&str] = &[
    "WS0501", // a file that was edited: cli/tests/commands.rs
    "WS0502", // a file in the way: cli/tests/commands.rs
    "WS0503", // data that goes: cli/tests/change.rs
    "WS0504", // objects that stay: cli/tests/change.rs
    "WS0505", // something that begins anew: cli/tests/change.rs
    "WS0506", // a role that may not remove what goes: cli/tests/change.rs
];

/// What is wrong with a case, if anything is.
fn fault(case: &Case) -> Option<String> {
    let application = case.application();
    let arguments = case.arguments();
    let arguments: Vec<&str> =
        ["generate", "--dry-run"].into_iter().chain(arguments.iter().map(String::as_str)).collect();
    let ended = watershed(application.path(), &arguments);
    // Warnings alone stop nothing.
    let wanted = if ended.error.contains("error[") { 2 } else { 0 };
    if ended.code != wanted || !ended.error.contains("[WS") {
        return Some(format!("exit code {}, and a finding was expected\n{}", ended.code, ended.error));
    }
    let path = case.folder.join("expected.txt");
    if case::updating() {
        fs::write(&path, &ended.error).expect("an expectation can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    (expected != ended.error).then(|| format!("expected:\n{expected}\nfound:\n{}", ended.error))
}

#[test]
fn every_case_is_refused_as_expected() {
    let cases = case::all("cases-err");
    assert!(!cases.is_empty());
    let faults: Vec<String> =
        cases.iter().filter_map(|case| Some(format!("== {}\n{}", case.name, fault(case)?))).collect();
    assert!(faults.is_empty(), "{}\n`UPDATE=1` writes what is expected", faults.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let read = |case: Case| fs::read_to_string(case.folder.join("expected.txt")).unwrap_or_default();
    let shown: String = case::all("cases-err").into_iter().map(read).collect();
    let (mut missing, mut needless) = (Vec::new(), Vec::new());
    for (name, code) in table() {
        let has_case = shown.contains(&format!("[{code}]"));
        let is_elsewhere = SHOWN_ELSEWHERE.contains(&code.as_str());
        if !has_case && !is_elsewhere {
            missing.push(format!("{code} {name}"));
        }
        if has_case && is_elsewhere {
            needless.push(format!("{code} {name}"));
        }
    }
    assert!(missing.is_empty(), "no folder in tests/cases-err shows {}", missing.join(", "));
    assert!(needless.is_empty(), "these have a case and need no exception: {}", needless.join(", "));
}

/// The names of the codes and their numbers, as the table in the source has them.
fn table() -> Vec<(String, String)> {
    let text = fs::read_to_string(project().join("grammar/src/codes.rs")).expect("the table can be read");
    let row = |line: &str| {
        let (name, rest) = line.trim().split_once(" = \"WS")?;
        Some((name.to_owned(), format!("WS{}", rest.get(..4)?)))
    };
    let rows: Vec<(String, String)> = text.lines().filter_map(row).collect();
    assert_eq!(rows.len(), codes::TABLE.len(), "a row of the table was not understood");
    rows
}
