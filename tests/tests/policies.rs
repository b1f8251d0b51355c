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
use watershed_tests::{generated, seen, tree};

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
    for list in ["actions", "resources", "s3"] {
        let Some(said) = by_others(list) else { return };
        let path = project().join(format!("codegen/src/check/{list}.txt"));
        if updating() {
            fs::write(&path, &said).expect("it can be written");
        }
        let known = fs::read_to_string(path).expect("it can be read");
        assert!(known == said, "{list}.txt is not the judge's: write it anew");
        judged("cfn-lint", &format!("{list}.txt with {} lines", said.lines().count()));
    }
}

/// Policies of AWS's own that allow something in vain, as far as anybody can see.
const IN_VAIN: &[(&str, &str)] = &[
    ("AWSIoTDeviceTesterForFreeRTOSFullAccess", "actions of `iot` and `s3` on a role"),
    ("AmazonEC2RoleforAWSCodeDeployLimited", "`s3:ListBucket` on objects alone"),
    ("DBModProvisioningAndMigration", "actions of `dms` and `rds` on things of `ec2`"),
    ("SageMakerStudioProjectProvisioningRolePolicy", "an action of `imagebuilder` on things of `ecr` alone"),
];

/// The name of a policy, actions and resources.
type Allowed = (String, Vec<String>, Vec<String>);

/// What AWS itself allows in the policies that it manages is allowed here without a finding.
#[test]
fn policies_of_aws_have_no_finding() {
    let Some(said) = by_others("statements") else { return };
    let statements: Vec<Allowed> = serde_json::from_str(&said).expect("it is JSON");
    let (vain, fine): (Vec<_>, Vec<_>) =
        statements.into_iter().partition(|it| IN_VAIN.iter().any(|(name, _)| *name == it.0));
    assert!(fine.len() > 3_000, "{}", fine.len());
    let found = findings(&fine);
    assert!(found.is_empty(), "{found:#?}");
    for (name, why) in IN_VAIN {
        let own: Vec<Allowed> = vain.iter().filter(|it| it.0 == *name).cloned().collect();
        let found = findings(&own);
        assert!(!found.is_empty() && found.iter().all(|it| it.code == "WS0237"), "{name}, {why}: {found:#?}");
    }
    judged("AWS's managed policies", &format!("{} statements, and {} that are in vain", fine.len(), IN_VAIN.len()));
}

/// What the compiler says of functions that are allowed the same.
fn findings(statements: &[Allowed]) -> Vec<seen::Seen> {
    let function = |(index, (_, actions, on)): (usize, &Allowed)| {
        let allow = format!("allow(reason = \"it is AWS's\", actions = {actions:?}, resources = {on:?})");
        format!("#[function(call, {allow})] async fn f{index}() {{}}\n")
    };
    let source = statements.iter().enumerate().map(function).collect::<String>();
    let manifest = "[package]\nname = \"a\"\nversion = \"0.1.0\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
    let files = [
        ("Cargo.toml", manifest.to_owned()),
        ("watershed.yaml", "app: a\nregion: eu-west-1\nenvironments: { dev: {} }\n".to_owned()),
        ("src/main.rs", format!("use watershed::prelude::*;\n{source}")),
    ];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
    let found = seen::by_compiler(&files).into_iter().map(|it| it.seen);
    found.filter(|it| ["WS0005", "WS0237", "WS0408"].contains(&it.code.as_str())).collect()
}

/// What `actions.py` prints; nothing where a judge is missing.
fn by_others(what: &str) -> Option<String> {
    let python = or_skip("parliament", judges::python("scan", "python"))?;
    let other = or_skip("cfn-lint", judges::python("cloud", "python"))?;
    let site = "import cfnlint, os; print(os.path.dirname(os.path.dirname(cfnlint.__file__)))";
    let site = judges::run(Command::new(other).args(["-c", site])).unwrap_or_else(|wrong| panic!("{wrong}"));
    let script = project().join("tests/judges/actions.py");
    let command = &mut Command::new(python);
    let said = judges::run(command.arg(script).arg(what).arg(site.trim()));
    Some(said.unwrap_or_else(|wrong| panic!("{wrong}")))
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
