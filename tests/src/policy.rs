//! Policies as Terraform would see them: values of generated HCL, with ARNs as AWS would give them.

use hcl_edit::expr::{Expression, FuncCall, ObjectKey};
use hcl_edit::template::{Element, StringTemplate};
use serde_json::{Map, Value};

/// The document that `jsonencode` is called with.
///
/// # Panics
/// Where it is something else that is called, or called with nothing.
#[must_use]
pub fn encoded(call: &FuncCall) -> Value {
    encoded_with(call, &named)
}

/// The same, with other texts for its references.
///
/// # Panics
/// Where it is something else that is called, or called with nothing.
#[must_use]
pub fn encoded_with(call: &FuncCall, named: &dyn Fn(&str) -> String) -> Value {
    assert_eq!(call.name.name.as_str(), "jsonencode");
    value_with(call.args.iter().next().expect("it has an argument"), named)
}

/// The value that Terraform would see, with ARNs as AWS would give them.
///
/// # Panics
/// Where an expression is in no policy.
#[must_use]
pub fn value(expression: &Expression) -> Value {
    value_with(expression, &named)
}

/// The same, with other texts for its references.
///
/// # Panics
/// Where an expression is in no policy.
#[must_use]
pub fn value_with(expression: &Expression, named: &dyn Fn(&str) -> String) -> Value {
    match expression {
        Expression::String(text) => Value::String(text.value().clone()),
        Expression::Bool(flag) => Value::Bool(*flag.value()),
        Expression::Number(number) => Value::String(number.to_string()),
        Expression::Array(items) => items.iter().map(|it| value_with(it, named)).collect(),
        Expression::Object(entries) => {
            let key = |key: &ObjectKey| match key {
                ObjectKey::Ident(ident) => ident.as_str().to_owned(),
                ObjectKey::Expression(Expression::String(text)) => text.value().clone(),
                ObjectKey::Expression(other) => panic!("{other:?} is no key"),
            };
            Value::Object(
                entries.iter().map(|(name, it)| (key(name), value_with(it.expr(), named))).collect::<Map<_, _>>(),
            )
        }
        Expression::StringTemplate(template) => Value::String(filled(template, named)),
        Expression::Traversal(_) => Value::String(named(&expression.to_string())),
        other => panic!("{other:?} is in no policy"),
    }
}

fn filled(template: &StringTemplate, named: &dyn Fn(&str) -> String) -> String {
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
        ("var", _) if name == "permissions_boundary" => "arn:aws:iam::123456789012:policy/boundary".to_owned(),
        ("var", _) if name == "eks_cluster" => "company".to_owned(),
        ("var", _) if name == "keda_operator_role" => "keda-operator".to_owned(),
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
