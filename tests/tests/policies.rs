//! Every policy that is generated, read by somebody else's reference of actions and resources.

use std::fs;
use std::path::Path;
use std::process::Command;

use hcl_edit::expr::Expression;
use hcl_edit::structure::Body;
use serde_json::{Value, json};
use watershed_tests::case::updating;
use watershed_tests::judges::{self, judged, or_skip};
use watershed_tests::policy::encoded;
use watershed_tests::program::project;
use watershed_tests::{generated, tree};

/// What holds policies of roles and of what can be called.
const HOLDERS: &[&str] = &[
    "aws_iam_role_policy",
    "aws_iam_policy",
    "aws_kms_key",
    "aws_s3_bucket_policy",
    "aws_sns_topic_policy",
    "aws_sqs_queue_policy",
];

#[test]
fn every_policy_is_one_that_aws_knows() {
    let Some(python) = or_skip("parliament", judges::python("scan", "python")) else { return };
    let mut policies = Vec::new();
    for it in generated::all() {
        for (environment, folder) in it.roots() {
            for (file, text) in tree::read(&folder) {
                if Path::new(&file).extension().is_some_and(|extension| extension == "tf") {
                    let body: Body = String::from_utf8_lossy(&text).parse().expect("generated Terraform is HCL");
                    of(&body, &format!("{} {environment} {file}", it.name), &mut policies);
                }
            }
        }
    }
    assert!(policies.len() > 100, "only {} policies", policies.len());
    let place = tempfile::tempdir().expect("there is room for a folder");
    let list = place.path().join("policies.json");
    fs::write(&list, Value::Array(policies).to_string()).expect("it can be written");
    let script = project().join("tests/judges/policies.py");
    let said = judges::run(Command::new(python).arg(script).arg(&list)).unwrap_or_else(|wrong| panic!("{wrong}"));
    judged("parliament", said.trim_end());
}

/// What the compiler compares `allow(…)` with; `UPDATE=1` writes it.
#[test]
fn the_compiler_knows_the_same_actions() {
    let Some(python) = or_skip("parliament", judges::python("scan", "python")) else { return };
    let Some(other) = or_skip("cfn-lint", judges::python("cloud", "python")) else { return };
    let place = "import cfnlint, os; print(os.path.dirname(cfnlint.__file__))";
    let place = judges::run(Command::new(other).args(["-c", place])).unwrap_or_else(|wrong| panic!("{wrong}"));
    let policies = Path::new(place.trim()).join("data/AdditionalSpecs/Policies.json");
    let script = project().join("tests/judges/actions.py");
    for (list, asked) in [("actions.txt", None), ("resources.txt", Some("resources"))] {
        let command = &mut Command::new(&python);
        let said =
            judges::run(command.arg(&script).args(asked).arg(&policies)).unwrap_or_else(|wrong| panic!("{wrong}"));
        let path = project().join("codegen/src/check").join(list);
        if updating() {
            fs::write(&path, &said).expect("it can be written");
        }
        let known = fs::read_to_string(path).expect("it can be read");
        assert!(known == said, "{list} is not the judge's: write it anew");
        judged("cfn-lint", &format!("a list of {} services", said.lines().count()));
    }
}

fn of(body: &Body, from: &str, policies: &mut Vec<Value>) {
    for block in body.get_blocks("resource") {
        let [kind, name] = block.labels.as_slice() else { panic!("a resource has two labels") };
        let policy = block.body.get_attribute("policy").filter(|_| HOLDERS.contains(&kind.as_str()));
        if let Some(attribute) = policy {
            let document = match &attribute.value {
                Expression::FuncCall(call) => encoded(call),
                other => panic!("{from}: {other:?} is no policy"),
            };
            policies
                .push(json!({ "from": format!("{from} {}.{}", kind.as_str(), name.as_str()), "document": document }));
        }
    }
}
