//! Where an environment has a key, everything that takes one has this one, and the key's policy lets in who delivers to
//! something that it encrypts, and nobody else.

use std::path::Path;

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use serde_json::Value;
use watershed_tests::policy::{encoded, value};
use watershed_tests::{generated, tree};

#[path = "keys/uses.rs"]
mod uses;

/// What takes a key, and where: blocks, and the argument in the innermost one (schema of the AWS provider 5.100).
const TAKES_KEY: &[(&str, &[&str], &str)] = &[
    ("aws_cloudwatch_event_bus", &[], "kms_key_identifier"),
    ("aws_cloudwatch_log_group", &[], "kms_key_id"),
    ("aws_dynamodb_table", &["server_side_encryption"], "kms_key_arn"),
    ("aws_kinesis_stream", &[], "kms_key_id"),
    ("aws_lambda_function", &[], "kms_key_arn"),
    (
        "aws_s3_bucket_server_side_encryption_configuration",
        &["rule", "apply_server_side_encryption_by_default"],
        "kms_master_key_id",
    ),
    ("aws_scheduler_schedule", &[], "kms_key_arn"),
    ("aws_secretsmanager_secret", &[], "kms_key_id"),
    ("aws_sns_topic", &[], "kms_master_key_id"),
    ("aws_sqs_queue", &[], "kms_master_key_id"),
];

/// The account of [`value`].
const ACCOUNT: &str = "123456789012";

/// What is generated for one environment.
struct Environment {
    name: String,
    body: Body,
}

#[test]
fn everything_that_takes_a_key_has_the_environments() {
    let (mut with, mut without) = (0, 0);
    for environment in environments() {
        let dead = environment.dead_letters_of_buses();
        for (kind, blocks, argument) in TAKES_KEY {
            for (local, block) in environment.resources(kind) {
                let inner = blocks.iter().try_fold(&block.body, |body, it| Some(&body.get_blocks(it).next()?.body));
                let found = inner.and_then(|body| body.get_attribute(argument)).map(|it| value(&it.value));
                let of_aws = found.as_ref().is_none_or(|it| it == "alias/aws/kinesis");
                let is_exempt = environment.key().is_none() || dead.contains(&local);
                let place = format!("{}: {kind}.{local}", environment.name);
                if is_exempt {
                    assert!(of_aws, "{place} has a key");
                    without += 1;
                } else {
                    assert_eq!(found.as_ref(), environment.key().as_ref(), "{place}");
                    with += 1;
                }
            }
        }
    }
    assert!(with > 50 && without > 200, "{with} with a key, {without} without");
}

#[test]
fn the_policy_of_a_key_lets_in_who_delivers_and_nobody_else() {
    let mut all = 0;
    for environment in environments() {
        let Some(statements) = environment.key_policy() else { continue };
        let needs = environment.needs();
        let services: Vec<&Value> = statements.iter().filter(|it| it["Principal"]["Service"].is_string()).collect();
        for need in &needs {
            let is_let_in = services.iter().any(|statement| need.is_met_by(statement));
            assert!(is_let_in, "{}: nothing lets in {need:?}", environment.name);
        }
        for statement in services {
            // A description has no context.
            let describes =
                statement["Action"] == "kms:DescribeKey" && needs.iter().any(|it| it.context.contains("event-bus"));
            let is_needed = describes || needs.iter().any(|need| need.is_met_by(statement));
            assert!(is_needed, "{}: nothing needs {statement}", environment.name);
        }
        all += needs.len();
    }
    assert!(all > 30, "{all} deliveries");
}

/// A service that uses the key in its own name, in one context.
#[derive(Debug)]
struct Need {
    service: String,
    context: String,
    arn: String,
}

impl Need {
    fn is_met_by(&self, statement: &Value) -> bool {
        let actions = listed(&statement["Action"]);
        let acts =
            ["kms:Decrypt", "kms:GenerateDataKey"].iter().all(|it| actions.iter().any(|action| fits(action, it)));
        let conditions = statement["Condition"].as_object().into_iter().flat_map(|it| it.values());
        let mut values = conditions.flat_map(|it| listed(&it[&self.context]));
        statement["Principal"]["Service"] == *self.service && acts && values.any(|it| fits(&it, &self.arn))
    }
}

/// Whether a pattern with `*` at its end, or without, is for a text.
fn fits(pattern: &str, text: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == text, |start| text.starts_with(start))
}

fn listed(value: &Value) -> Vec<String> {
    let text = |it: &Value| it.as_str().map(str::to_owned);
    value.as_array().map_or_else(|| text(value).into_iter().collect(), |all| all.iter().filter_map(text).collect())
}

fn environments() -> Vec<Environment> {
    let mut all = Vec::new();
    for it in generated::all() {
        for (environment, folder) in it.of("terraform") {
            let texts = tree::read(&folder).into_iter();
            let texts = texts.filter(|(file, _)| Path::new(file).extension().is_some_and(|it| it == "tf"));
            let text: Vec<String> = texts.map(|(_, text)| String::from_utf8_lossy(&text).into_owned()).collect();
            let body = text.join("\n").parse().expect("generated Terraform is HCL");
            all.push(Environment { name: format!("{} {environment}", it.name), body });
        }
    }
    all
}

impl Environment {
    fn resources(&self, kind: &str) -> impl Iterator<Item = (String, &Block)> {
        let all = self.body.get_blocks("resource").filter(move |it| it.labels[0].as_str() == kind);
        all.map(|it| (it.labels[1].as_str().to_owned(), it))
    }

    /// The key: its own, or the one that functions name.
    fn key(&self) -> Option<Value> {
        let own = self.resources("aws_kms_key").next();
        let named = self.resources("aws_lambda_function").find_map(|(_, it)| it.body.get_attribute("kms_key_arn"));
        let own = own.map(|_| {
            Value::String(format!("arn:aws:kms:eu-west-1:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"))
        });
        own.or_else(|| named.map(|it| value(&it.value)))
    }

    /// The statements of the key's policy, or those that a key that is named has to have.
    fn key_policy(&self) -> Option<Vec<Value>> {
        let own = self.resources("aws_kms_key").find_map(|(_, it)| it.body.get_attribute("policy"));
        let output = self.body.get_blocks("output").find(|it| it.labels[0].as_str() == "key_policy");
        let attribute = own.or_else(|| output?.body.get_attribute("value"))?;
        let Expression::FuncCall(call) = &attribute.value else { panic!("{}: no policy", self.name) };
        encoded(call)["Statement"].as_array().cloned()
    }

    /// The queues that hold what the key does not open any more.
    fn dead_letters_of_buses(&self) -> Vec<String> {
        let blocks = self.resources("aws_cloudwatch_event_bus");
        let blocks = blocks.filter_map(|(_, it)| it.body.get_blocks("dead_letter_config").next());
        let targets = blocks.filter_map(|it| it.body.get_attribute("arn"));
        targets.filter_map(|it| it.value.to_string().trim().split('.').nth(1).map(str::to_owned)).collect()
    }

    /// Who delivers to what is encrypted, or keeps it.
    fn needs(&self) -> Vec<Need> {
        let named = |block: &Block| match value(&block.body.get_attribute("name").expect("it has a name").value) {
            Value::String(name) => name,
            other => panic!("{other} is no name"),
        };
        let arn = |service: &str, rest: String| format!("arn:aws:{service}:eu-west-1:{ACCOUNT}:{rest}");
        let need = |service: &str, context: &str, arn| Need {
            service: service.to_owned(),
            context: format!("kms:EncryptionContext:{context}"),
            arn,
        };
        let mut needs = Vec::new();
        let logs = "logs.eu-west-1.amazonaws.com";
        let groups = self.resources("aws_cloudwatch_log_group").map(|(_, it)| format!("log-group:{}", named(it)));
        needs.extend(groups.map(|it| need(logs, "aws:logs:arn", arn("logs", it))));
        let buses = self.resources("aws_cloudwatch_event_bus").map(|(_, it)| format!("event-bus/{}", named(it)));
        needs.extend(buses.map(|it| need("events.amazonaws.com", "aws:events:event-bus:arn", arn("events", it))));
        for (_, topic) in self.resources("aws_sns_topic") {
            let publishers = ["s3.amazonaws.com", "events.amazonaws.com"];
            needs.extend(publishers.map(|it| need(it, "aws:sns:topicArn", arn("sns", named(topic)))));
        }
        let dead = self.dead_letters_of_buses();
        for (local, policy) in self.resources("aws_sqs_queue_policy").filter(|(local, _)| !dead.contains(local)) {
            let Expression::FuncCall(call) = &policy.body.get_attribute("policy").expect("it has one").value else {
                panic!("{local} has no policy")
            };
            let (_, queue) =
                self.resources("aws_sqs_queue").find(|(it, _)| *it == local).expect("the queue is beside it");
            for statement in encoded(call)["Statement"].as_array().into_iter().flatten() {
                let service = statement["Principal"]["Service"].as_str().expect("it lets in a service");
                needs.push(need(service, "aws:sqs:arn", arn("sqs", named(queue))));
            }
        }
        needs
    }
}
