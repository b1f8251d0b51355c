//! Physical names: the ones that are checked are the ones that are written, and functions may call each other.

mod every;

use std::collections::BTreeSet;

use every::{SOURCE, compiled, outcome};
use hcl_edit::structure::Body;
use watershed_codegen::model::Function;
use watershed_codegen::physical;
use watershed_grammar::function::Place;

/// Which argument is the physical name.
const NAMED: &[(&str, &str)] = &[
    ("aws_lambda_function", "function_name"),
    ("aws_iam_role", "name"),
    ("aws_sqs_queue", "name"),
    ("aws_sns_topic", "name"),
    ("aws_dynamodb_table", "name"),
    ("aws_s3_bucket", "bucket"),
    ("aws_secretsmanager_secret", "name"),
    ("aws_kinesis_stream", "name"),
    ("aws_cloudwatch_event_bus", "name"),
    ("aws_cloudwatch_event_rule", "name"),
    ("aws_scheduler_schedule", "name"),
    ("aws_cloudwatch_metric_alarm", "alarm_name"),
    ("aws_cloudformation_stack", "name"),
];

#[test]
fn every_name_that_is_written_is_checked() {
    let outcome = outcome(SOURCE);
    let (files, model) = (outcome.files.unwrap(), outcome.models.iter().find(|it| it.environment == "prod").unwrap());
    let mut written: Vec<(String, String)> = Vec::new();
    for (_, text) in files.iter().filter(|(path, _)| path.starts_with("prod/terraform/")) {
        let body: Body = text.parse().unwrap();
        for block in body.blocks().filter(|block| block.ident.as_str() == "resource") {
            let kind = block.labels[0].as_str();
            let Some((_, argument)) = NAMED.iter().find(|(named, _)| kind == *named) else { continue };
            let value = &block.body.get_attribute(argument).unwrap().value;
            written.push((kind.to_owned(), value.as_str().unwrap().to_owned()));
        }
    }
    let parts = |it: &Function| match it.place.value {
        Place::Container => physical::of_contained(model, it),
        Place::Serverless | Place::Auto => physical::of_function(model, it),
    };
    let functions = model.functions.iter().map(|it| (&it.identity, parts(it)));
    let services = model.services.iter().map(|it| (&it.identity, physical::of_service(it)));
    // Members of a group have a role together.
    let group = "all-prod-there".to_owned();
    // No id has two hyphens in a row.
    let api = "all-prod--api-errors".to_owned();
    let resources = model.resources.iter().map(|it| (&it.identity, physical::of_resource(model, it)));
    let checked: BTreeSet<String> = functions
        .chain(services)
        .chain(resources)
        .flat_map(|(identity, parts)| {
            parts.into_iter().map(move |(space, suffix)| physical::name(model, identity, space, &suffix))
        })
        .chain([group, api])
        .collect();
    assert_eq!(written.iter().map(|(_, name)| name.clone()).collect::<BTreeSet<_>>(), checked);
    assert_eq!(written.iter().collect::<BTreeSet<_>>().len(), written.len(), "a name is written twice");
}

#[test]
fn functions_that_call_each_other_do_not_wait_for_each_other() {
    let files = compiled(SOURCE).unwrap();
    for (one, other) in [("ping", "pong"), ("pong", "ping")] {
        let file = &files[&format!("dev/terraform/function_{one}.tf")];
        assert!(!file.contains(&format!("aws_lambda_function.{other}")), "{file}");
        assert!(!file.contains(&format!("aws_lambda_alias.{other}")), "{file}");
    }
    let ping = &files["dev/terraform/function_ping.tf"];
    assert!(ping.contains("WATERSHED_FUNCTION_PONG = \"all-dev-pong:live\""), "{ping}");
    assert!(ping.contains(".account_id}:function:all-dev-pong:live\""), "{ping}");
}

#[test]
fn what_exists_elsewhere_is_named_and_not_looked_up() {
    let files = compiled(SOURCE).unwrap();
    let cases = [
        ("queue", "\"https://sqs.eu-west-1.amazonaws.com/210987654321/far\""),
        ("topic", "topic_arn            = \"arn:aws:sns:eu-west-1:210987654321:far\""),
        ("topic", "\"arn:aws:dynamodb:eu-west-1:210987654321:table/far\""),
        ("stream", "\"arn:aws:kinesis:eu-west-1:210987654321:stream/far\""),
        ("bus", "event_bus_name = \"arn:aws:events:eu-west-1:210987654321:event-bus/far\""),
        ("bucket", "Resource = \"arn:aws:s3:::far/*\""),
    ];
    for (kind, text) in cases {
        let file = &files[&format!("dev/terraform/function_from_far_{kind}.tf")];
        assert!(file.contains(text) && !file.contains("data.aws_sqs"), "{text}\n{file}");
        assert!(files.get(&format!("dev/terraform/{kind}_far_{kind}.tf")).is_none_or(|it| !it.contains("data ")));
    }
}

#[test]
fn every_address_stands_once() {
    let files = compiled(SOURCE).unwrap();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("dev/terraform/")) {
        let body: Body = text.parse().unwrap();
        for block in body.blocks().filter(|block| block.ident.as_str() != "moved") {
            let labels: Vec<&str> = block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect();
            let address = format!("{} {}", block.ident.as_str(), labels.join("."));
            assert!(seen.insert(address.clone()), "{address} stands twice, once in {path}");
        }
    }
    assert!(
        seen.contains("resource aws_iam_role_policy.keda") && seen.contains("resource aws_cloudwatch_log_group.api")
    );
}
