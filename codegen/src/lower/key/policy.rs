//! The key's policy: who administers it, and which services use it in their own name.

use watershed_grammar::resource::Shape;

use super::{arn, own};
use crate::lower::Cloud;
use crate::lower::api::{self, has_routes};
use crate::lower::names::{ACCOUNT, domain, partition, region};
use crate::model::{Model, Trigger};
use crate::physical::{self, BUS};
use crate::terraform::hcl::{Expression, Part};
use crate::terraform::policy::Statement;

/// What a service needs to put something into an encrypted queue or topic, or onto a bus.
const USE: [&str; 2] = ["kms:Decrypt", "kms:GenerateDataKey"];

/// The whole policy of a key of one's own.
pub fn whole(cloud: &Cloud<'_>) -> Vec<Statement> {
    let region = region(cloud.model);
    let account = text(format!("arn:{}:iam::", partition(region)), ":root");
    let administration = Statement::allow(["kms:*"], [itself()])
        .account(account)
        .title("Administration")
        .reason("AWS advises to leave it to the account's own policies; in the policy of a key `*` is the key");
    std::iter::once(administration).chain(needed(cloud)).collect()
}

/// What services of AWS need, each for what is this environment's alone. Where a service passes on what a queue or topic
/// takes, the policy of the queue or topic says from whom; the key is opened in their context and in no other.
pub fn needed(cloud: &Cloud<'_>) -> Vec<Statement> {
    if arn(cloud.model).is_none() {
        return Vec::new();
    }
    let mut statements = Vec::new();
    statements.extend(logs(cloud));
    statements.extend(queues(cloud));
    statements.extend(topics(cloud.model));
    statements.extend(buses(cloud.model));
    statements
}

/// CloudWatch Logs (its guide, "Encrypt log data", 2026-11; a description has no context, so that it is in no statement
/// with one).
fn logs(cloud: &Cloud<'_>) -> Option<Statement> {
    let model = cloud.model;
    cloud.serverless().next()?;
    let actions = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];
    let of_api = has_routes(cloud).then_some(api::GROUPS);
    let groups = of_api.into_iter().chain(["lambda"]);
    let groups = groups.map(|it| ours(model, "logs", &format!("log-group:/aws/{it}/")));
    let region = region(model);
    let statement = Statement::allow(actions, [itself()]).principal(format!("logs.{region}.{}", domain(region)));
    let context = "kms:EncryptionContext:aws:logs:arn";
    Some(statement.title("LogGroups").condition("StringLike", context, Expression::List(groups.collect())))
}

/// What delivers to queues by itself (Amazon SQS's guide, "Key management", 2026-11).
fn queues(cloud: &Cloud<'_>) -> impl Iterator<Item = Statement> + use<> {
    let model = cloud.model;
    let (mut topics, mut buckets, mut events) = (false, false, false);
    for (function, it) in model.functions.iter().zip(&cloud.plan.functions) {
        match function.trigger {
            Trigger::Topic { .. } => topics = true,
            Trigger::Event { .. } => events = true,
            // S3 calls a serverless function directly.
            Trigger::Bucket { .. } => buckets |= it.runs != crate::place::Runs::Serverless,
            _ => {}
        }
    }
    let queues = ours(model, "sqs", "");
    let statement = move |(service, title): (&'static str, &'static str)| {
        into(service, title, "kms:EncryptionContext:aws:sqs:arn", queues.clone())
    };
    let topics = topics.then_some(("sns.amazonaws.com", "TopicsToQueues"));
    let buckets = buckets.then_some(("s3.amazonaws.com", "BucketsToQueues"));
    let events = events.then_some(("events.amazonaws.com", "EventsToQueues"));
    [topics, buckets, events].into_iter().flatten().map(statement)
}

/// What publishes to topics by itself, where the policy of a topic lets it in (Amazon SNS's guide, "Key management",
/// 2026-11).
fn topics(model: &Model) -> Vec<Statement> {
    if own(model, |it| matches!(it, Shape::Topic(_))).next().is_none() {
        return Vec::new();
    }
    let statement =
        |(service, title)| into(service, title, "kms:EncryptionContext:aws:sns:topicArn", ours(model, "sns", ""));
    [("s3.amazonaws.com", "BucketsToTopics"), ("events.amazonaws.com", "EventsToTopics")].map(statement).to_vec()
}

/// `EventBridge` for its buses (its guide, "Encrypting event buses", 2026-11).
fn buses(model: &Model) -> Vec<Statement> {
    let bus = |name: String| {
        text(format!("arn:{}:events:{}:", partition(region(model)), region(model)), &format!(":event-bus/{name}"))
    };
    let buses: Vec<Expression> = own(model, |it| matches!(it, Shape::Bus(_)))
        .map(|it| bus(physical::name(model, &it.identity, BUS, "")))
        .collect();
    if buses.is_empty() {
        return Vec::new();
    }
    let service = "events.amazonaws.com";
    let buses = Expression::List(buses);
    let encrypt = Statement::allow(USE, [itself()])
        .principal(service)
        .title("EventBuses")
        .condition("ArnEquals", "aws:SourceArn", buses.clone())
        .condition("StringEquals", "kms:EncryptionContext:aws:events:event-bus:arn", buses);
    let describe = Statement::allow(["kms:DescribeKey"], [itself()])
        .principal(service)
        .reason("EventBridge asks what kind of key it is before there is a bus");
    vec![encrypt, describe]
}

fn into(service: &'static str, title: &'static str, context: &'static str, target: Expression) -> Statement {
    let statement = Statement::allow(USE, [itself()]).principal(service).title(title);
    let statement = statement.condition("StringLike", context, target);
    // EventBridge does not say for which account it asks, and a topic may be another account's.
    if service == "s3.amazonaws.com" {
        statement.condition("StringEquals", "aws:SourceAccount", Expression::reference(ACCOUNT))
    } else {
        statement
    }
}

/// In the policy of a key, the key.
fn itself() -> Expression {
    "*".into()
}

/// Everything of this environment in a service: names begin alike.
fn ours(model: &Model, service: &str, kind: &str) -> Expression {
    let region = region(model);
    let rest = format!(":{kind}{}*", physical::beginning(&model.app, &model.environment));
    text(format!("arn:{}:{service}:{region}:", partition(region)), &rest)
}

fn text(before: String, behind: &str) -> Expression {
    Expression::Template(vec![Part::Text(before), Part::Reference(ACCOUNT.into()), Part::Text(behind.to_owned())])
}
