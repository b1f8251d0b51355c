//! Numbers against AWS's own models of its APIs, as botocore has them.

use std::process::Command;

use serde_json::Value;
use watershed_codegen::physical::{self, Space};
use watershed_grammar::Limit;
use watershed_grammar::limits::*;
use watershed_tests::judges::{self, judged, or_skip};
use watershed_tests::program::project;

/// Why an end is another one in the model.
type Why = Option<&'static str>;

const MANAGED: Why = Some("the model has Managed Instances too");

/// A row, its shape, and why its least and its most are others there.
const ROWS: &[(Limit, &str, Why, Why)] = &[
    (FUNCTION_MEMORY, "lambda.MemorySize", None, MANAGED),
    (FUNCTION_TIMEOUT, "lambda.Timeout", None, MANAGED),
    (FUNCTION_DISK, "lambda.EphemeralStorageSize", None, MANAGED),
    (
        FUNCTION_RETRIES,
        "lambda.MaximumRetryAttemptsEventSourceMapping",
        Some("-1 is for ever: one bad record would stop its shard"),
        None,
    ),
    (ASYNCHRONOUS_RETRIES, "lambda.MaximumRetryAttempts", None, None),
    (SUBNETS, "lambda.SubnetIds", Some("none is no VPC"), None),
    (SECURITY_GROUPS, "lambda.SecurityGroupIds", Some("none is no VPC"), None),
    (MAPPING_BATCH, "lambda.BatchSize", None, None),
    (MAPPING_WINDOW, "lambda.MaximumBatchingWindowInSeconds", None, None),
    (MAPPING_CONCURRENCY, "lambda.MaximumConcurrency", None, None),
    (STREAM_PARALLEL, "lambda.ParallelizationFactor", None, None),
    (INDEX_NAME, "dynamodb.IndexName", None, None),
    (TAGS, "iam.tagListType", Some("the model says no least"), None),
    (TAG_KEY, "iam.tagKeyType", None, None),
    (TAG_VALUE, "iam.tagValueType", None, None),
    (EXTERNAL, "iam.arnType", Some("a name is shorter than an ARN"), None),
    (SCHEDULE_EXPRESSION, "scheduler.ScheduleExpression", None, None),
    (EVENT_PATTERN, "events.EventPattern", Some("the model says no least"), Some("an account's quota is lower")),
];

/// A space of names, its shape, and why it is longer there.
const SPACES: &[(Space, &str, Why)] = &[
    (physical::FUNCTION, "lambda.FunctionName", Some("the shape has room for an ARN; a name has 64 of it")),
    (physical::ROLE, "iam.roleNameType", None),
    (physical::TABLE, "dynamodb.TableName", None),
    (physical::SECRET, "secretsmanager.NameType", None),
    (physical::STREAM, "kinesis.StreamName", None),
    (physical::BUS, "events.EventBusName", None),
    (physical::RULE, "events.RuleName", None),
    (physical::SCHEDULE, "scheduler.Name", None),
    (physical::ALARM, "cloudwatch.AlarmName", None),
];

#[test]
fn numbers_are_those_of_the_models() {
    let Some(python) = or_skip("botocore", judges::python("scan", "python")) else { return };
    let shapes = ROWS.iter().map(|row| row.1).chain(SPACES.iter().map(|row| row.1));
    let script = project().join("tests/judges/models.py");
    let said = judges::run(Command::new(python).arg(script).args(shapes)).unwrap_or_else(|wrong| panic!("{wrong}"));
    let models: Value = serde_json::from_str(&said).expect("the script prints JSON");
    let mut wrong = Vec::new();
    let mut compare = |what: &str, ours: u64, model: &Value, why: Why| {
        if (model.as_u64() == Some(ours)) == why.is_some() {
            wrong.push(format!("{what}: {ours} here and {model} in the model, {why:?}"));
        }
    };
    for (limit, shape, low, high) in ROWS {
        compare(limit.what, limit.low, &models[shape][0], *low);
        compare(limit.what, limit.high, &models[shape][1], *high);
    }
    for (space, shape, why) in SPACES {
        compare(space.what, space.longest as u64, &models[shape][1], *why);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    judged("botocore", &format!("{} rows and {} spaces of names", ROWS.len(), SPACES.len()));
}
