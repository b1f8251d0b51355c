//! What a role needs of the key. It follows from what the role may do, so that no trigger and no handle can forget it.

use std::collections::{BTreeMap, BTreeSet};

use super::arn;
use crate::lower::names::{ACCOUNT, domain, partition, region};
use crate::model::Model;
use crate::physical;
use crate::terraform::hcl::{Expression, Part};
use crate::terraform::policy::Statement;

const READ: &[&str] = &["kms:Decrypt"];
const WRITE: &[&str] = &["kms:GenerateDataKey"];
const BOTH: &[&str] = &["kms:Decrypt", "kms:GenerateDataKey"];

/// What an action needs of the key that its resource is encrypted by (the chapters about encryption in the guides of
/// Amazon SQS, SNS, DynamoDB, S3, Kinesis and AWS Secrets Manager, 2026-11). SQS and SNS check a data key that they have
/// made; DynamoDB opens the key of the table, whether it reads or writes.
const NEEDS: &[(&str, &[&str])] = &[
    ("dynamodb:BatchGetItem", READ),
    ("dynamodb:BatchWriteItem", READ),
    ("dynamodb:ConditionCheckItem", READ),
    ("dynamodb:DeleteItem", READ),
    ("dynamodb:GetItem", READ),
    ("dynamodb:GetRecords", READ),
    ("dynamodb:PartiQLDelete", READ),
    ("dynamodb:PartiQLInsert", READ),
    ("dynamodb:PartiQLSelect", READ),
    ("dynamodb:PartiQLUpdate", READ),
    ("dynamodb:PutItem", READ),
    ("dynamodb:Query", READ),
    ("dynamodb:Scan", READ),
    ("dynamodb:UpdateItem", READ),
    ("kinesis:GetRecords", READ),
    ("kinesis:PutRecord", WRITE),
    ("kinesis:PutRecords", WRITE),
    ("kinesis:SubscribeToShard", READ),
    ("s3:GetObject", READ),
    ("s3:GetObjectVersion", READ),
    ("s3:PutObject", WRITE),
    ("secretsmanager:GetSecretValue", READ),
    ("secretsmanager:PutSecretValue", BOTH),
    ("sns:Publish", BOTH),
    ("sqs:ReceiveMessage", READ),
    ("sqs:SendMessage", BOTH),
];

/// The statements about the key that a role needs beside its others: the key is used through the services whose
/// resources of this environment it uses, and not by itself.
pub fn of_role(model: &Model, statements: &[Statement]) -> Vec<Statement> {
    let beginning = physical::beginning(&model.app, &model.environment);
    arn(model).map_or_else(Vec::new, |key| of_statements(&key, region(model), &beginning, statements))
}

fn of_statements(key: &Expression, region: &str, beginning: &str, statements: &[Statement]) -> Vec<Statement> {
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let ours = statements.iter().filter(|it| it.resources().any(|resource| is_ours(resource, beginning)));
    for action in ours.flat_map(Statement::actions) {
        for (name, needed) in NEEDS.iter().filter(|(name, _)| is_of(name, action)) {
            needs.entry(name.split_once(':').map_or(*name, |it| it.0)).or_default().extend(*needed);
        }
    }
    let mut services: BTreeMap<BTreeSet<&str>, Vec<Expression>> = BTreeMap::new();
    for (service, actions) in needs {
        services.entry(actions).or_default().push(format!("{service}.{region}.{}", domain(region)).into());
    }
    let statement = |(actions, mut services): (BTreeSet<&str>, Vec<Expression>)| {
        let services = if services.len() == 1 { services.remove(0) } else { Expression::List(services) };
        Statement::allow(actions, [key.clone()]).condition("StringEquals", "kms:ViaService", services)
    };
    services.into_iter().map(statement).collect()
}

/// Whether an action is meant by what somebody wrote, which IAM compares without regard to capital letters.
fn is_of(action: &str, written: &str) -> bool {
    let (action, written) = (action.to_ascii_lowercase(), written.to_ascii_lowercase());
    written.strip_suffix('*').map_or(action == written, |begins| action.starts_with(begins))
}

/// Whether a resource is written here, or is one of those by its name in the ARN that somebody wrote. What exists already
/// is encrypted as somebody else has decided.
fn is_ours(resource: &Expression, beginning: &str) -> bool {
    let is_written = |path: &str| path.starts_with("aws_");
    match resource {
        Expression::Reference(path) => is_written(path),
        Expression::Template(parts) => matches!(parts.first(), Some(Part::Reference(path)) if is_written(path)),
        Expression::Text(arn) => is_named(arn, beginning),
        _ => false,
    }
}

/// Whether an ARN that somebody wrote has a name of this environment, or a pattern that may match one.
fn is_named(arn: &str, beginning: &str) -> bool {
    if arn.split([':', '/']).any(|part| part.starts_with(beginning)) {
        return true;
    }
    // The name is the sixth part, and a pattern that ends before matches all that follows.
    let Some(resource) = arn.splitn(6, ':').nth(5) else { return arn.ends_with('*') };
    let kinds = ["table/", "stream/", "secret:"];
    let name = kinds.iter().find_map(|kind| resource.strip_prefix(kind)).unwrap_or(resource);
    let name = name.split([':', '/']).next().unwrap_or(name);
    name.split_once(['*', '?']).is_some_and(|(literal, _)| beginning.starts_with(literal))
}

/// What the role of a schedule needs to read what its schedule holds. `EventBridge` Scheduler asks the key itself, in the
/// role's name, so that no service stands between (EventBridge Scheduler's guide, "Encryption at rest", 2026-11).
pub fn of_schedule(model: &Model, name: &str) -> Option<Statement> {
    let region = region(model);
    let schedule = Expression::Template(vec![
        Part::Text(format!("arn:{}:scheduler:{region}:", partition(region))),
        Part::Reference(ACCOUNT.into()),
        Part::Text(format!(":schedule/default/{name}")),
    ]);
    let key = arn(model)?;
    let context = "kms:EncryptionContext:aws:scheduler:schedule:arn";
    Some(Statement::allow(READ.iter().copied(), [key]).condition("StringEquals", context, schedule))
}

#[cfg(test)]
mod tests {
    use super::of_statements;
    use crate::terraform::hcl::{Body, Expression, Part, print};
    use crate::terraform::policy::{Policy, Statement};

    /// The actions and services of what is needed beside some statements.
    fn needed(statements: &[Statement]) -> String {
        let found =
            of_statements(&Expression::reference("aws_kms_key.environment.arn"), "eu-west-1", "shop-dev-", statements);
        print(&Body::new().attribute("policy", Policy::new(found).expression()))
    }

    fn allow(action: &str, resource: &'static str) -> Statement {
        Statement::allow([action], [Expression::reference(resource)])
    }

    #[test]
    fn what_is_read_and_written_stays_apart_by_service() {
        let objects = vec![Part::Reference("aws_s3_bucket.receipts.arn".into()), Part::Text("/*".to_owned())];
        let found = needed(&[
            allow("dynamodb:PutItem", "aws_dynamodb_table.orders.arn"),
            allow("sqs:SendMessage", "aws_sqs_queue.charges.arn"),
            allow("sqs:ReceiveMessage", "aws_sqs_queue.charges.arn"),
            allow("sqs:GetQueueAttributes", "aws_sqs_queue.charges.arn"),
            Statement::allow(["s3:PutObject"], [Expression::Template(objects)]),
        ]);
        let statements: Vec<&str> = found.split("Sid").skip(1).collect();
        let [read, both, write] = statements.as_slice() else { panic!("{found}") };
        for (statement, actions, service) in [
            (read, r#"Action   = "kms:Decrypt""#, "dynamodb"),
            (both, r#"Action   = ["kms:Decrypt", "kms:GenerateDataKey"]"#, "sqs"),
            (write, r#"Action   = "kms:GenerateDataKey""#, "s3"),
        ] {
            let via = format!(r#""kms:ViaService" = "{service}.eu-west-1.amazonaws.com""#);
            assert!(statement.contains(actions) && statement.contains(&via), "{found}");
        }
    }

    #[test]
    fn what_exists_already_and_what_keeps_nothing_needs_no_key() {
        let statements = [
            allow("sqs:SendMessage", "data.aws_sqs_queue.parcels.arn"),
            allow("sqs:DeleteMessage", "aws_sqs_queue.charges.arn"),
            allow("s3:ListBucket", "aws_s3_bucket.receipts.arn"),
            Statement::allow(["sns:Publish"], [Expression::from("arn:aws:sns:eu-west-1:123456789012:news")]),
        ];
        assert!(
            of_statements(&"key".into(), "eu-west-1", "shop-dev-", &statements).is_empty(),
            "{}",
            needed(&statements)
        );
    }

    #[test]
    fn what_somebody_allows_on_this_environment_needs_its_key() {
        let on = |action: &str, arn: &'static str| needed(&[Statement::allow([action], [Expression::from(arn)])]);
        for (action, arn, needs) in [
            ("s3:Get*", "arn:aws:s3:::shop-dev-receipts/*", "kms:Decrypt"),
            ("SQS:sendmessage", "arn:aws:sqs:eu-west-1:123456789012:shop-dev-charges", "kms:GenerateDataKey"),
            ("dynamodb:*", "arn:aws:dynamodb:eu-west-1:123456789012:table/shop-dev-*", "kms:Decrypt"),
            ("secretsmanager:GetSecretValue", "*", "kms:Decrypt"),
            ("s3:GetObject", "arn:aws:s3:::shop-*", "kms:Decrypt"),
            ("sns:Publish", "arn:aws:sns:*", "kms:GenerateDataKey"),
            ("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/sh?p-*/index/*", "kms:Decrypt"),
            ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*", "kms:Decrypt"),
        ] {
            assert!(on(action, arn).contains(needs), "{action} {arn}");
        }
        for (action, arn) in [
            ("s3:GetObject", "arn:aws:s3:::shop-prod-receipts/*"),
            ("s3:ListBucket", "arn:aws:s3:::shop-dev-receipts"),
            ("s3:GetObject", "arn:aws:s3:::my-shop-dev-receipts/*"),
            ("s3:GetObject", "arn:aws:s3:::my-*"),
            ("sns:Publish", "arn:aws:sns:*:*:news"),
            ("ssm:GetParameter", "*"),
        ] {
            assert!(!on(action, arn).contains("kms:"), "{action} {arn}");
        }
    }

    #[test]
    fn services_are_named_as_in_their_partition() {
        let statements = [allow("secretsmanager:GetSecretValue", "aws_secretsmanager_secret.key.arn")];
        let found = of_statements(&"key".into(), "cn-north-1", "shop-dev-", &statements);
        let text = print(&Body::new().attribute("policy", Policy::new(found).expression()));
        assert!(text.contains("secretsmanager.cn-north-1.amazonaws.com.cn"), "{text}");
    }
}
