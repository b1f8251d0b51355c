//! checkov on everything that is generated: each finding is explained in `tests/judges/checkov.toml`, or it fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;
use watershed_tests::judges::{self, judged, or_skip};
use watershed_tests::program::project;
use watershed_tests::{generated, tree};

/// One kind of finding that is left so.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    /// Why.
    reason: String,
    /// What would make an end of it.
    setting: String,
}

#[test]
fn every_finding_is_explained() {
    let Some(checkov) = or_skip("checkov", judges::python("checkov", "checkov")) else { return };
    // Manifests in a hidden folder would not be read.
    let place = tempfile::Builder::new().prefix("generated").tempdir().expect("there is room for a folder");
    for it in generated::all() {
        tree::replace(&place.path().join(&it.name), &tree::read(&it.folder));
    }
    let mut command = Command::new(checkov);
    command.arg("--directory").arg(place.path()).args([
        "--framework",
        "terraform",
        "kubernetes",
        "dockerfile",
        "secrets",
    ]);
    command.args(["--skip-download", "--quiet", "--compact", "--soft-fail", "--output", "json"]);
    let output = command.output().expect("checkov starts");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|wrong| panic!("{wrong}: {}", String::from_utf8_lossy(&output.stderr)));
    let text = fs::read_to_string(project().join("tests/judges/checkov.toml")).expect("the list is there");
    let explained: BTreeMap<String, Explained> = toml::from_str(&text).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert!(explained.values().all(|it| !it.reason.is_empty() && !it.setting.is_empty()), "each has a reason");

    let (mut passed, mut found, mut wrong) = (0, BTreeMap::new(), Vec::new());
    for part in report.as_array().expect("a report for each kind of file") {
        assert_eq!(part["summary"]["parsing_errors"], 0, "{}", part["check_type"]);
        passed += part["summary"]["passed"].as_u64().unwrap_or_default();
        for finding in part["results"]["failed_checks"].as_array().into_iter().flatten() {
            let code = finding["check_id"].as_str().unwrap_or_default().to_owned();
            if !explained.contains_key(&code) {
                wrong.push(format!(
                    "{code} {}: {} in {}",
                    finding["check_name"], finding["resource"], finding["file_path"]
                ));
            }
            *found.entry(code).or_insert(0) += 1;
        }
    }
    assert_eq!(report.as_array().map_or(0, Vec::len), 4, "each kind of file is read");
    assert!(wrong.is_empty(), "nobody has explained\n{}", wrong.join("\n"));
    let stale: BTreeSet<&String> = explained.keys().filter(|code| !found.contains_key(*code)).collect();
    assert!(stale.is_empty(), "nothing finds these any more: {stale:?}");
    let left: i32 = found.values().sum();
    judged(
        "checkov",
        &format!("{passed} checks passed; {left} findings of {} kinds, each with its reason", found.len()),
    );
}
