//! From grants to statements: the least that each capability needs, on exact resources.

use std::collections::BTreeSet;

use watershed_grammar::allow::Allow;
use watershed_grammar::resource::Shape;

use super::target::Target;
use crate::model::{Capability, Function, Grant, Model, Reach, Resource};
use crate::place::Plan;
use crate::terraform::hcl::Expression;
use crate::terraform::policy::Statement;

/// The statements of a component's grants. A function in a container is called over the network, without AWS.
pub fn of_grants(model: &Model, plan: &Plan, grants: &[Grant]) -> Vec<Statement> {
    let each = |grant: &Grant| match grant.to {
        Reach::Function(id) if !plan.is_serverless(id) => Vec::new(),
        Reach::Function(id) => {
            let arn = super::names::called_arn(model, model.function(id));
            vec![Statement::allow(["lambda:InvokeFunction"], [arn])]
        }
        Reach::Resource(id) => {
            let resource = model.resource(id);
            let absent = answers_absence(resource, &grant.capabilities);
            grant.capabilities.iter().flat_map(|it| of_capability(resource, *it)).chain(absent).collect()
        }
    };
    grants.iter().flat_map(each).collect()
}

/// What a program needs besides, that knows its queues by their names.
pub fn by_name(model: &Model, grants: &[Grant]) -> Vec<Statement> {
    let queues = grants.iter().filter_map(|grant| match grant.to {
        Reach::Resource(id) => Some(model.resource(id)),
        Reach::Function(_) => None,
    });
    let queues = queues.filter(|it| matches!(it.shape, Shape::Queue(_)));
    queues.map(|it| Statement::allow(["sqs:GetQueueUrl"], [Target::of(it).arn()])).collect()
}

/// What `get` of a bucket needs to answer that there is no such object, unless it may list anyway.
fn answers_absence(resource: &Resource, capabilities: &BTreeSet<Capability>) -> Option<Statement> {
    let is_bucket = matches!(resource.shape, Shape::Bucket(_));
    let reads = capabilities.contains(&Capability::Get) && !capabilities.contains(&Capability::List);
    (is_bucket && reads).then(|| {
        Statement::allow(["s3:ListBucket"], [Target::of(resource).arn()])
            .reason("without it S3 denies access to an object that is not there, instead of saying so")
    })
}

fn of_capability(resource: &Resource, capability: Capability) -> Vec<Statement> {
    let target = Target::of(resource);
    let arn = target.arn();
    match (&resource.shape, capability) {
        (Shape::Table(table), Capability::Query) => {
            let indexes = table.indexes.iter().map(|it| target.arn_with(&format!("/index/{}", it.name.value)));
            vec![Statement::allow(["dynamodb:Query"], std::iter::once(arn).chain(indexes))]
        }
        (Shape::Bucket(_), Capability::List) => vec![Statement::allow(["s3:ListBucket"], [arn])],
        (Shape::Bucket(_), other) => match action("bucket", other) {
            Some(actions) => vec![
                Statement::allow(actions.iter().copied(), [target.arn_with("/*")])
                    .reason("`/*` is every object of this bucket; the keys are known only when it runs"),
            ],
            None => Vec::new(),
        },
        (shape, other) => {
            let actions = action(shape.kind(), other).unwrap_or_default();
            if actions.is_empty() { Vec::new() } else { vec![Statement::allow(actions.iter().copied(), [arn])] }
        }
    }
}

/// The actions of a capability (AWS service authorization reference, 2026-11).
fn action(kind: &str, capability: Capability) -> Option<&'static [&'static str]> {
    Some(match (kind, capability) {
        ("table", Capability::Get) => &["dynamodb:GetItem"],
        ("table", Capability::BatchGet) => &["dynamodb:BatchGetItem"],
        // A handle scans the table itself and none of its indexes.
        ("table", Capability::Scan) => &["dynamodb:Scan"],
        ("table", Capability::Put) => &["dynamodb:PutItem"],
        ("table", Capability::Update) => &["dynamodb:UpdateItem"],
        ("table", Capability::Delete) => &["dynamodb:DeleteItem"],
        ("table", Capability::BatchWrite) => &["dynamodb:BatchWriteItem"],
        ("bucket", Capability::Get) => &["s3:GetObject"],
        ("bucket", Capability::Put) => &["s3:PutObject"],
        ("bucket", Capability::Delete) => &["s3:DeleteObject"],
        ("queue", Capability::Send) => &["sqs:SendMessage"],
        ("topic", Capability::Publish) => &["sns:Publish"],
        ("secret", Capability::Get) => &["secretsmanager:GetSecretValue"],
        ("bus", Capability::Put) => &["events:PutEvents"],
        ("stream", Capability::Put) => &["kinesis:PutRecords"],
        _ => return None,
    })
}

/// The statements that are written out with `allow(…)`.
pub fn of_allow(allow: &[Allow]) -> Vec<Statement> {
    let statement = |it: &Allow| {
        let resources = it.resources.iter().map(|resource| Expression::from(resource.value.as_str()));
        Statement::allow(it.actions.iter().map(|action| action.value.as_str()), resources)
            .reason(it.reason.value.as_str())
    };
    allow.iter().map(statement).collect()
}

/// What a mapping needs to read a queue.
pub fn consume_queue(arn: Expression) -> Statement {
    Statement::allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [arn])
}

/// What AWS Lambda needs of the role to attach a function to a VPC: the actions of AWS's own policy
/// `AWSLambdaVPCAccessExecutionRole` (version 3, 2026-11). The code itself may not use them, as AWS advises.
pub fn attach_to_vpc(model: &Model, function: &Function) -> [Statement; 2] {
    let actions = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
    ];
    let everything = || [Expression::from("*")];
    let own = super::names::arn(model, function);
    [
        Statement::allow(actions, everything())
            .title("AttachToVpc")
            .reason("AWS Lambda checks the role for `*` before it attaches a function to a VPC"),
        Statement::deny(actions, everything())
            .title("AttachToVpc")
            .condition("ArnEquals", "lambda:SourceFunctionArn", own)
            .reason("only AWS Lambda itself attaches, the code does not"),
    ]
}
