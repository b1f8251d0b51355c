//! checkov on everything that is generated: each finding is explained in `tests/judges/checkov.toml`, or it fails; and what
//! is said there to make checkov content does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
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
    /// The case that has this setting, where it is one.
    case: Option<String>,
}

/// What checkov says about one thing.
struct Verdict {
    code: String,
    is_passed: bool,
    /// The name of the case or example.
    of: String,
    text: String,
}

#[test]
fn every_finding_is_explained_and_every_setting_ends_it() {
    let Some(checkov) = or_skip("checkov", judges::python("checkov", "checkov")) else { return };
    let verdicts = verdicts(&checkov);
    let text = fs::read_to_string(project().join("tests/judges/checkov.toml")).expect("the list is there");
    let explained: BTreeMap<String, Explained> = toml::from_str(&text).unwrap_or_else(|wrong| panic!("{wrong}"));
    let mut wrong: Vec<String> = explained.iter().filter_map(|(code, it)| it.fault(code, &verdicts)).collect();

    let (passed, found): (Vec<&Verdict>, Vec<&Verdict>) = verdicts.iter().partition(|it| it.is_passed);
    wrong.extend(found.iter().filter(|it| !explained.contains_key(&it.code)).map(|it| it.text.clone()));
    assert!(wrong.is_empty(), "nobody has explained\n{}", wrong.join("\n"));
    let kinds: BTreeSet<&String> = found.iter().map(|it| &it.code).collect();
    let ended = explained.values().filter(|it| it.case.is_some()).count();
    let (passed, found, kinds) = (passed.len(), found.len(), kinds.len());
    let kinds = format!("{kinds} kinds, each with its reason, and {ended} of them gone where a case has the setting");
    judged("checkov", &format!("{passed} checks passed; {found} findings of {kinds}"));
}

impl Explained {
    /// What is wrong with a line, if anything is.
    fn fault(&self, code: &str, verdicts: &[Verdict]) -> Option<String> {
        let fault = |fault: &str| Some(format!("{code}: {fault}"));
        if self.reason.is_empty() || self.setting.is_empty() {
            return fault("a reason and a setting are missing");
        }
        let mut all = verdicts.iter().filter(|it| it.code == code);
        if all.clone().all(|it| it.is_passed) {
            return fault("nothing finds this any more");
        }
        let is_ours = !self.setting.starts_with("none") && !self.setting.contains("of one's own");
        let Some(case) = &self.case else {
            return if is_ours { fault("no case shows that the setting ends it") } else { None };
        };
        if !all.clone().any(|it| it.of == *case) {
            return fault(&format!("checkov looks at nothing in the case `{case}`"));
        }
        let there = all.find(|it| it.of == *case && !it.is_passed)?;
        fault(&format!("the case `{case}` has the setting and still {}", there.text))
    }
}

/// What checkov says about everything that is generated.
fn verdicts(checkov: &Path) -> Vec<Verdict> {
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
    command.args(["--skip-download", "--compact", "--soft-fail", "--output", "json"]);
    let output = command.output().expect("checkov starts");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|wrong| panic!("{wrong}: {}", String::from_utf8_lossy(&output.stderr)));
    let parts = report.as_array().expect("a report for each kind of file");
    assert_eq!(parts.len(), 4, "each kind of file is read");
    let mut verdicts = Vec::new();
    for part in parts {
        assert_eq!(part["summary"]["parsing_errors"], 0, "{}", part["check_type"]);
        for (list, is_passed) in [("passed_checks", true), ("failed_checks", false)] {
            let found = part["results"][list].as_array().into_iter().flatten();
            verdicts.extend(found.map(|it| verdict(it, is_passed)));
        }
    }
    verdicts
}

fn verdict(it: &Value, is_passed: bool) -> Verdict {
    let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let (code, path) = (text("check_id"), text("file_path"));
    let of = path.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
    let text = format!("{code} {}: {} in {path}", it["check_name"], it["resource"]);
    Verdict { code, is_passed, of, text }
}
