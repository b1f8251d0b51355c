//! Source in, mistakes out, exactly as the terminal shows them. `UPDATE=1` writes what is expected; review it like code.

use std::fs;

use watershed_tests::case::{self, Case};
use watershed_tests::program::watershed;

/// What is wrong with a case, if anything is.
fn fault(case: &Case) -> Option<String> {
    let application = case.application();
    let ended = watershed(application.path(), &["generate", "--dry-run"]);
    if ended.code != 2 {
        return Some(format!("exit code {}, and an error was expected\n{}", ended.code, ended.error));
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
