//! What Terraform itself makes of whole applications: the values of its plan, with answers of AWS that are made up.

use std::fmt::Write as _;

use hcl_edit::structure::{Block, BlockLabel, Body};
use serde_json::{Map, Value, json};
use watershed_tests::gather::gather;
use watershed_tests::judges::or_skip;
use watershed_tests::judges::terraform::{self, Module};
use watershed_tests::tree::Tree;

use crate::together::Whole;

/// What AWS would answer, where something else looks at it: kind, attribute, value.
const ANSWERS: &[[&str; 3]] = &[
    ["mock_data", "aws_caller_identity", "account_id = \"123456789012\""],
    ["mock_data", "aws_sqs_queue", "arn = \"arn:aws:sqs:eu-west-1:123456789012:a\""],
    ["mock_resource", "aws_apigatewayv2_api", "execution_arn = \"arn:aws:execute-api:eu-west-1:123456789012:a\""],
    ["mock_resource", "aws_cloudwatch_event_bus", "arn = \"arn:aws:events:eu-west-1:123456789012:event-bus/a\""],
    ["mock_resource", "aws_cloudwatch_event_rule", "arn = \"arn:aws:events:eu-west-1:123456789012:rule/a\""],
    ["mock_resource", "aws_cloudwatch_log_group", "arn = \"arn:aws:logs:eu-west-1:123456789012:log-group:a\""],
    ["mock_resource", "aws_dynamodb_table", "arn = \"arn:aws:dynamodb:eu-west-1:123456789012:table/a\""],
    ["mock_resource", "aws_iam_role", "arn = \"arn:aws:iam::123456789012:role/a\""],
    ["mock_resource", "aws_kinesis_stream", "arn = \"arn:aws:kinesis:eu-west-1:123456789012:stream/a\""],
    ["mock_resource", "aws_lambda_function", "arn = \"arn:aws:lambda:eu-west-1:123456789012:function:a\""],
    ["mock_resource", "aws_s3_bucket", "arn = \"arn:aws:s3:::a\""],
    ["mock_resource", "aws_scheduler_schedule", "arn = \"arn:aws:scheduler:eu-west-1:123456789012:schedule/a/a\""],
    ["mock_resource", "aws_secretsmanager_secret", "arn = \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:a\""],
    ["mock_resource", "aws_sns_topic", "arn = \"arn:aws:sns:eu-west-1:123456789012:a\""],
    ["mock_resource", "aws_sqs_queue", "arn = \"arn:aws:sqs:eu-west-1:123456789012:a\""],
];

/// The values of each application, by type and name of resource; nothing where Terraform is missing.
pub fn read(all: &[&Whole]) -> Option<Vec<Value>> {
    or_skip("hostile texts in Terraform", terraform::find())?;
    let root = tempfile::tempdir().expect("a folder can be made");
    let modules: Vec<(String, Tree)> = all.iter().enumerate().map(|(at, it)| (format!("m{at}"), module(it))).collect();
    gather(&modules, root.path());
    std::fs::write(root.path().join("hostile.tftest.hcl"), test()).expect("a file can be written");
    std::fs::write(root.path().join("package.zip"), terraform::EMPTY_ZIP).expect("a package can be written");
    let module = or_skip("hostile texts in Terraform", Module::init(root.path()))?;
    let said = module.run(&["test", "-verbose", "-json"]).unwrap_or_else(|wrong| panic!("{wrong}"));
    let plan = plan(&said).unwrap_or_else(|| panic!("no plan: {}", said.chars().take(4_000).collect::<String>()));
    let of = |(name, _): &(String, Tree)| values(&plan, &format!("module.{name}"));
    Some(modules.iter().map(of).collect())
}

/// A test that shows a plan.
fn test() -> String {
    let mut text = String::from("mock_provider \"aws\" {\n  override_during = plan\n");
    for [kind, name, answer] in ANSWERS {
        let _ = writeln!(text, "  {kind} \"{name}\" {{\n    defaults = {{ {answer} }}\n  }}");
    }
    text.push_str("}\n\nvariables {\n  any = \"package.zip\"\n}\n\nrun \"all\" {\n  command = plan\n}\n");
    text
}

/// The root module of an environment, as one that can be called. What only a root has, and what no plan shows, is kept as
/// a value.
fn module(whole: &Whole) -> Tree {
    let files = whole.files.iter().filter_map(|(path, text)| {
        let (_, name) = path.rsplit_once("/terraform/")?;
        Some((name.to_owned(), format!("{text}{}", kept(text)).into_bytes()))
    });
    files.collect()
}

/// The settings of the provider, of the backend and of data sources, each expression as it is written.
fn kept(text: &str) -> String {
    let body: Body = text.parse().expect("generated Terraform is HCL");
    let backends = body.get_blocks("terraform").flat_map(|block| block.body.get_blocks("backend"));
    let mut resources = String::new();
    for block in body.get_blocks("provider").chain(backends).chain(body.get_blocks("data")) {
        let labels = block.labels.iter().map(BlockLabel::as_str);
        let name = [block.ident.as_str()].into_iter().chain(labels).collect::<Vec<_>>().join("--");
        let _ = write!(resources, "\nresource \"terraform_data\" \"{name}\" {{\n  input = {}\n}}\n", object(block));
    }
    resources
}

/// A block as an object in which nested blocks are lists.
fn object(block: &Block) -> String {
    let mut members = Vec::new();
    for attribute in block.body.attributes() {
        members.push(format!("({}) = {}", json!(attribute.key.as_str()), attribute.value.to_string().trim()));
    }
    for nested in block.body.blocks() {
        members.push(format!("({}) = [{}]", json!(nested.ident.as_str()), object(nested)));
    }
    format!("{{ {} }}", members.join(", "))
}

/// The plan, among what a test says.
fn plan(said: &str) -> Option<Value> {
    let lines = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.into_iter().find_map(|mut line| line.get_mut("test_plan").map(Value::take))
}

/// The values of a module.
fn values(plan: &Value, address: &str) -> Value {
    let mut all = Map::new();
    let changes = plan["resource_changes"].as_array().into_iter().flatten();
    for change in changes.filter(|change| change["module_address"] == address) {
        let [kind, name] = ["type", "name"].map(|key| change[key].as_str().unwrap_or_default());
        let values = change["change"]["after"].clone();
        let address = if kind == "terraform_data" { name.replace("--", ".") } else { format!("{kind}.{name}") };
        if address.starts_with("backend.") {
            all.insert("terraform".to_owned(), json!({ "backend": [values["input"]] }));
        } else if kind == "terraform_data" {
            all.insert(address, values["input"].clone());
        } else {
            all.insert(address, values);
        }
    }
    Value::Object(all)
}
