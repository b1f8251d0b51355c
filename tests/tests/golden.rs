//! Folder in, folder out. `UPDATE=1 cargo test -p watershed-tests --test golden` writes what is expected; review it like code.

use watershed_grammar::{resource, trigger};
use watershed_tests::case::{self, Case};
use watershed_tests::program::watershed;
use watershed_tests::tree;

/// What is wrong with a case, if anything is.
fn fault(case: &Case) -> Option<String> {
    let application = case.application();
    let ended = watershed(application.path(), &["generate"]);
    if ended.code != 0 {
        return Some(format!("exit code {}\n{}", ended.code, ended.error));
    }
    let found = tree::read(&application.path().join("infra"));
    let folder = case.folder.join("expected");
    if case::updating() {
        tree::replace(&folder, &found);
    }
    let differences = tree::differences(&tree::read(&folder), &found);
    (!differences.is_empty()).then_some(differences)
}

#[test]
fn every_case_comes_out_as_expected() {
    let cases = case::all("cases");
    assert!(!cases.is_empty());
    let faults: Vec<String> =
        cases.iter().filter_map(|case| Some(format!("== {}\n{}", case.name, fault(case)?))).collect();
    assert!(faults.is_empty(), "{}\n`UPDATE=1` writes what is expected", faults.join("\n"));
}

#[test]
fn every_kind_has_a_case() {
    let names: Vec<String> = case::all("cases").into_iter().map(|case| case.name).collect();
    let triggers =
        trigger::KINDS.iter().flat_map(|kind| ["trigger", "container"].map(|it| format!("{it}-{}", kind.name)));
    let resources = resource::KINDS.iter().map(|kind| format!("resource-{}", kind.name));
    let missing: Vec<String> = triggers.chain(resources).filter(|wanted| !names.contains(wanted)).collect();
    assert!(missing.is_empty(), "no folder in tests/cases for {}", missing.join(", "));
}
