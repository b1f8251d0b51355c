//! The numbers as the platforms' own documentation has them, written down a second time: a wrong number in the table of
//! limits is found here.

use watershed_grammar::Limit;
use watershed_grammar::limits::*;
use watershed_tests::program::project;

use super::case::End;

/// Every row: the least and the most.
const DOCUMENTED: &[(Limit, u64, u64)] = &[
    // AWS Lambda: quotas, CreateFunction, PutFunctionEventInvokeConfig.
    (FUNCTION_MEMORY, 128, 10_240),
    (FUNCTION_TIMEOUT, 1, 15 * 60),
    (FUNCTION_DISK, 512, 10_240),
    (FUNCTION_RETRIES, 0, 10_000),
    (ASYNCHRONOUS_RETRIES, 0, 2),
    (VARIABLES, 0, 4 * 1024),
    (VARIABLE, 0, 128 * 1024 - 2),
    (SUBNETS, 1, 16),
    (SECURITY_GROUPS, 1, 5),
    (SIGNING_PROFILES, 1, 20),
    // CreateEventSourceMapping.
    (MAPPING_BATCH, 1, 10_000),
    (MAPPING_WINDOW, 0, 5 * 60),
    (MAPPING_CONCURRENCY, 2, 1000),
    (WITHOUT_WINDOW, 1, 10),
    (FIFO_BATCH, 1, 10),
    (STREAM_PARALLEL, 1, 10),
    (TABLE_READERS, 0, 2),
    (STREAM_READERS, 0, 5),
    // Amazon SQS.
    (QUEUE_RECEIVES, 1, 1000),
    (QUEUE_RETRIES, 0, 999),
    (QUEUE_RETENTION, 60, 14 * 86_400),
    (QUEUE_DELAY, 0, 15 * 60),
    // Amazon Kinesis Data Streams and DynamoDB.
    (STREAM_SHARDS, 1, 20_000),
    (STREAM_RETENTION, 24 * 3600, 365 * 86_400),
    (TABLE_INDEXES, 0, 20),
    (INDEX_NAME, 3, 255),
    // Amazon S3.
    (BUCKET_EXPIRE, 86_400, 36_500 * 86_400),
    (BUCKET_LISTENERS, 0, 100),
    (BUCKET_FILTER, 1, 1024),
    // Amazon SNS and EventBridge.
    (FILTER_FIELDS, 1, 5),
    (FILTER_COMBINATIONS, 1, 150),
    (EVENT_PATTERN, 0, 2048),
    (SCHEDULE_EXPRESSION, 1, 256),
    // HTTP APIs.
    (ROUTE_TIMEOUT, 1, 30),
    (ROUTE_AUDIENCES, 1, 50),
    // IAM, tags, ARNs.
    (ROLE_POLICY, 0, 10_240),
    (MANAGED_POLICY, 0, 6144),
    (TAGS, 0, 50),
    (TAG_KEY, 1, 128),
    (TAG_VALUE, 0, 256),
    (EXTERNAL, 1, 2048),
    // Kubernetes and KEDA.
    (CONTAINER_VARIABLE, 0, 253),
    (CONFIG_MAP_DATA, 0, 1024 * 1024),
    (ANNOTATIONS, 0, 256 * 1024),
    (LABEL, 1, 63),
    (SUBDOMAIN, 1, 253),
    (SCALE_PERCENT, 1, 100),
    (SCALE_MEMORY, 1, 90),
    (SCALE_DEPTH, 1, 1_000_000),
    (SCALE_MAX, 1, 100_000),
    (SCALE_MIN, 0, 100_000),
    (SCALE_DOWN, 0, 3600),
    (SERVICE_CPU, 1, 256_000),
    (SERVICE_MEMORY, 16, 1024 * 1024),
    (SERVICE_GRACE, 1, 3600),
    (SERVICE_PORT, 1024, 65_535),
];

/// Ends that no application can go beyond, or that another test goes beyond, and why.
pub const UNREACHABLE: &[(Limit, End, &str)] = &[
    (WITHOUT_WINDOW, End::Low, "a batch of none is refused by the row of batches"),
    (FIFO_BATCH, End::Low, "a batch of none is refused by the row of batches"),
    (FILTER_FIELDS, End::Low, "`filter()` is no filter"),
    (SCHEDULE_EXPRESSION, End::Low, "the shortest expression that can be read has 11 characters"),
    (ROUTE_TIMEOUT, End::Low, "no function ends before it has begun: the row of timeouts"),
    (MANAGED_POLICY, End::High, "what does not fit into one policy of the deployer goes into the next one"),
    (ROLE_POLICY, End::High, "a length is counted over several handles: `policy.rs`"),
    (CONFIG_MAP_DATA, End::High, "bytes are counted over several variables: `objects.rs`"),
    (ANNOTATIONS, End::High, "bytes are counted over a whole object: `objects.rs`"),
];

#[test]
fn the_table_has_the_documented_numbers() {
    let known = |limit: &Limit| DOCUMENTED.iter().find(|(row, ..)| row.what == limit.what);
    let wrong = LIMITS.iter().filter(|it| known(it).is_none_or(|(_, low, high)| (it.low, it.high) != (*low, *high)));
    let wrong: Vec<_> = wrong.map(|it| (it.what, it.low, it.high)).collect();
    assert!(wrong.is_empty(), "these are not as documented: {wrong:#?}");
    assert_eq!(DOCUMENTED.len(), LIMITS.len(), "each row once");
}

/// A row that nothing but the table names checks nothing.
#[test]
fn each_row_is_used() {
    let table = std::fs::read_to_string(project().join("grammar/src/limits.rs")).expect("the table can be read");
    let names = table.lines().filter_map(|line| line.trim().split_once(" = \"").map(|(name, _)| name));
    let names: Vec<&str> = names.filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_')).collect();
    assert!(names.len() >= LIMITS.len() + QUOTAS.len(), "{names:?}");
    let sources = watershed_tests::source::all();
    let is_used = |name: &str| {
        let elsewhere = sources.iter().filter(|file| file.krate != "runtime" && file.path != "limits.rs");
        elsewhere
            .into_iter()
            .any(|file| file.text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name))
    };
    let unused: Vec<&&str> = names.iter().filter(|name| !is_used(name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}
