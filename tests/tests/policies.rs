//! Every policy that is generated, read by somebody else's reference of actions and resources.

use std::fs;
use std::path::Path;
use std::process::Command;

use hcl_edit::expr::{Expression, FuncCall, ObjectKey};
use hcl_edit::structure::Body;
use hcl_edit::template::{Element, StringTemplate};
use serde_json::{Map, Value, json};
use watershed_tests::judges::{self, judged, or_skip};
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
        for (environment, folder) in it.of("terraform") {
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

fn encoded(call: &FuncCall) -> Value {
    assert_eq!(call.name.name.as_str(), "jsonencode");
    value(call.args.iter().next().expect("it has an argument"))
}

/// The value that Terraform would see, with ARNs as AWS would give them.
fn value(expression: &Expression) -> Value {
    match expression {
        Expression::String(text) => Value::String(text.value().clone()),
        Expression::Bool(flag) => Value::Bool(*flag.value()),
        Expression::Number(number) => Value::String(number.to_string()),
        Expression::Array(items) => items.iter().map(value).collect(),
        Expression::Object(entries) => {
            let key = |key: &ObjectKey| match key {
                ObjectKey::Ident(ident) => ident.as_str().to_owned(),
                ObjectKey::Expression(Expression::String(text)) => text.value().clone(),
                ObjectKey::Expression(other) => panic!("{other:?} is no key"),
            };
            Value::Object(entries.iter().map(|(name, it)| (key(name), value(it.expr()))).collect::<Map<_, _>>())
        }
        Expression::StringTemplate(template) => Value::String(filled(template)),
        Expression::Traversal(_) => Value::String(named(&expression.to_string())),
        other => panic!("{other:?} is in no policy"),
    }
}

fn filled(template: &StringTemplate) -> String {
    let piece = |element: &Element| match element {
        Element::Literal(text) => text.value().clone(),
        Element::Interpolation(it) => named(&it.expr.to_string()),
        Element::Directive(_) => panic!("there are no directives"),
    };
    template.iter().map(piece).collect()
}

/// What a reference stands for: an ARN of its kind.
fn named(reference: &str) -> String {
    let mut parts = reference.trim().trim_start_matches("data.").split('.');
    let (kind, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let attribute = parts.next().unwrap_or_default();
    let arn = |service: &str, rest: String| format!("arn:aws:{service}:eu-west-1:123456789012:{rest}");
    match (kind, attribute) {
        ("aws_caller_identity", "account_id") => "123456789012".to_owned(),
        ("aws_sqs_queue", "arn") => arn("sqs", name.to_owned()),
        ("aws_sns_topic", "arn") => arn("sns", name.to_owned()),
        ("aws_lambda_function" | "aws_lambda_alias", "arn") => arn("lambda", format!("function:{name}")),
        ("aws_dynamodb_table", "arn") => arn("dynamodb", format!("table/{name}")),
        ("aws_dynamodb_table", "stream_arn") => arn("dynamodb", format!("table/{name}/stream/2026-11-25")),
        ("aws_kinesis_stream", "arn") => arn("kinesis", format!("stream/{name}")),
        ("aws_secretsmanager_secret", "arn") => arn("secretsmanager", format!("secret:{name}-AbCdEf")),
        ("aws_cloudwatch_log_group", "arn") => arn("logs", format!("log-group:/aws/lambda/{name}")),
        ("aws_cloudwatch_event_bus", "arn") => arn("events", format!("event-bus/{name}")),
        ("aws_cloudwatch_event_rule", "arn") => arn("events", format!("rule/{name}")),
        ("aws_kms_key", "arn") => arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab".to_owned()),
        ("aws_s3_bucket", "arn") => format!("arn:aws:s3:::{}", name.replace('_', "-")),
        _ => panic!("`{reference}` is in no policy"),
    }
}
