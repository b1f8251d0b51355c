//! Every number that a platform sets, in one place: what it is about, the number, who says so and when that was read.

use crate::key::Key;
use crate::limit::{Limit, Unit};

/// A number that AWS sets for an account and, mostly, raises when it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Quota {
    /// What it is called in `limits:` of `watershed.yaml`.
    pub name: &'static str,
    /// What is counted.
    pub what: &'static str,
    /// How many, where nobody asked for more.
    pub default: u32,
    /// Whether AWS raises it.
    pub is_raised: bool,
    /// Who says so, and when that was read.
    pub source: &'static str,
}

macro_rules! limits {
    ($($name:ident = $what:literal, $unit:ident $low:literal to $high:literal, $source:expr;)*) => {
        $(#[doc = $what]
        pub const $name: Limit = Limit { what: $what, unit: Unit::$unit, low: $low, high: $high, source: $source };)*
        /// Every limit.
        pub const LIMITS: &[Limit] = &[$($name),*];
    };
}

const LAMBDA: &str = "AWS Lambda quotas (2026-11)";
const MAPPING: &str = "AWS Lambda, event source mappings (2026-11)";
const SQS: &str = "Amazon SQS quotas (2026-11)";
const KINESIS: &str = "Amazon Kinesis Data Streams quotas (2026-11)";
const DYNAMODB: &str = "DynamoDB quotas (2026-11)";
const SNS: &str = "Filter policy constraints in Amazon SNS (2026-11)";
const EVENTS: &str = "Amazon EventBridge quotas (2026-11)";
const API: &str = "Quotas for HTTP APIs in API Gateway (2026-11)";
const IAM: &str = "IAM and AWS STS quotas (2026-11)";
const S3: &str = "Amazon S3 quotas (2026-11)";
const SCHEDULER: &str = "scheduler:CreateSchedule (2026-11)";
const TAG_RULES: &str = "AWS, tag naming limits and requirements (2026-11)";
const KUBERNETES_NAMES: &str = "Kubernetes, object names and IDs (2026-11)";
const CONFIG_MAP: &str = "Kubernetes, ConfigMaps: 1 MiB of data, and names of up to 253 characters (2026-11)";
const SCALE: &str = "Kubernetes takes up to 2147483647 replicas; AWS counts concurrency against the account's limit";

limits! {
    FUNCTION_MEMORY = "memory of a function", Megabytes 128 to 10_240, LAMBDA;
    FUNCTION_TIMEOUT = "time of one invocation", Seconds 1 to 900, LAMBDA;
    FUNCTION_DISK = "`/tmp` of a function", Megabytes 512 to 10_240, LAMBDA;
    FUNCTION_RETRIES = "retries of a failed invocation", Count 0 to 10_000, "AWS Lambda: 0 to 2 for calls, up to 10,000 for streams";
    ASYNCHRONOUS_RETRIES = "retries of an asynchronous invocation", Count 0 to 2, "AWS Lambda, PutFunctionEventInvokeConfig (2026-11)";
    VARIABLE = "an environment variable, name and value", Bytes 0 to 131_070, "Linux: 128 KiB for each text of an environment, with `=` and its end (execve(2))";
    VARIABLES = "environment variables of a function, as JSON", Bytes 0 to 4_096, LAMBDA;
    CONTAINER_VARIABLE = "name of a container's variable", Bytes 0 to 253, CONFIG_MAP;
    CONFIG_MAP_DATA = "variables of a deployment, without their names", Bytes 0 to 1_048_576, CONFIG_MAP;
    ANNOTATIONS = "annotations of an object in Kubernetes", Bytes 0 to 262_144, "Kubernetes, annotations: 256 KiB together; `kubectl apply` notes the whole object there (2026-11)";
    SUBNETS = "subnets of a function", Count 1 to 16, "lambda:CreateFunction (2026-11)";
    SECURITY_GROUPS = "security groups of a function", Count 1 to 5, "lambda:CreateFunction (2026-11)";
    SIGNING_PROFILES = "signing profiles that functions take", Count 1 to 20, "lambda:CreateCodeSigningConfig (2026-11)";
    MAPPING_BATCH = "messages or records that are handed over at once", Count 1 to 10_000, MAPPING;
    MAPPING_WINDOW = "time to wait for a full batch", Seconds 0 to 300, MAPPING;
    MAPPING_CONCURRENCY = "functions at once for one queue", Count 2 to 1_000, MAPPING;
    WITHOUT_WINDOW = "messages that are handed over without a window", Count 1 to 10, MAPPING;
    FIFO_BATCH = "messages of a FIFO queue that are handed over at once", Count 1 to 10, MAPPING;
    STREAM_PARALLEL = "batches of one shard at once", Count 1 to 10, MAPPING;
    TABLE_READERS = "readers of a table's stream", Count 0 to 2, "DynamoDB Streams: two readers of a shard (2026-11)";
    STREAM_READERS = "readers of a Kinesis stream that share its throughput", Count 0 to 5, "Amazon Kinesis Data Streams: five reads of a shard a second (2026-11)";
    QUEUE_RECEIVES = "receives before a message is dead", Count 1 to 1_000, SQS;
    QUEUE_RETRIES = "retries of a message", Count 0 to 999, SQS;
    QUEUE_RETENTION = "time that a message is kept", Seconds 60 to 1_209_600, SQS;
    QUEUE_DELAY = "time before a message is delivered", Seconds 0 to 900, SQS;
    STREAM_SHARDS = "shards of a stream", Count 1 to 20_000, KINESIS;
    STREAM_RETENTION = "time that a record is kept", Seconds 86_400 to 31_536_000, KINESIS;
    TABLE_INDEXES = "global secondary indexes of a table", Count 0 to 20, DYNAMODB;
    BUCKET_EXPIRE = "age at which objects are removed, in whole days", Seconds 86_400 to 3_153_600_000, "Amazon S3 counts the age of objects in days";
    BUCKET_LISTENERS = "functions that hear of a bucket's objects", Count 0 to 100, S3;
    BUCKET_FILTER = "prefix or suffix of a bucket's notifications", Bytes 1 to 1_024, S3;
    FILTER_FIELDS = "fields of a topic's filter", Count 1 to 5, SNS;
    FILTER_COMBINATIONS = "values of a topic's filter, multiplied", Count 1 to 150, SNS;
    EVENT_PATTERN = "pattern of an event rule", Characters 0 to 2_048, EVENTS;
    ROUTE_TIMEOUT = "time that a route waits for a function", Seconds 1 to 30, API;
    ROUTE_AUDIENCES = "audiences of one `jwt(…)`", Count 1 to 50, API;
    ROLE_POLICY = "inline policy of a role, without white space", Characters 0 to 10_240, IAM;
    MANAGED_POLICY = "managed policy, without white space", Characters 0 to 6_144, IAM;
    TAGS = "tags of one thing", Count 0 to 50, TAG_RULES;
    TAG_KEY = "key of a tag", Characters 1 to 128, TAG_RULES;
    TAG_VALUE = "value of a tag", Characters 0 to 256, TAG_RULES;
    INDEX_NAME = "name of a table's index", Characters 3 to 255, "dynamodb:CreateTable (2026-11)";
    EXTERNAL = "name or ARN of what exists already", Characters 1 to 2_048, "AWS takes ARNs of up to 2,048 characters (iam:CreatePolicyVersion, 2026-11)";
    SCHEDULE_EXPRESSION = "expression of a schedule", Characters 1 to 256, SCHEDULER;
    LABEL = "one part of a name in the network or in Kubernetes", Characters 1 to 63, KUBERNETES_NAMES;
    SUBDOMAIN = "name of a host, or of an object in Kubernetes", Characters 1 to 253, KUBERNETES_NAMES;
    SCALE_PERCENT = "percent of what is requested that scaling aims at", Count 1 to 100, "Kubernetes scales by the use of what is requested";
    SCALE_MEMORY = "percent of the requested memory that scaling aims at", Count 1 to 90, "Kubernetes scales beyond 110 % of a target, and ends a container at 100 % of its memory (HorizontalPodAutoscaler, 2026-11)";
    SCALE_DEPTH = "waiting messages for each replica", Count 1 to 1_000_000, "KEDA: queueLength";
    SCALE_MAX = "the most at once", Count 1 to 100_000, "with 0 nothing would run; AWS counts concurrency against the account's limit, Kubernetes takes up to 2147483647 replicas";
    SCALE_MIN = "the fewest at once", Count 0 to 100_000, SCALE;
    SCALE_DOWN = "time before a container scales down", Seconds 0 to 3_600, "Kubernetes waits at most an hour (HorizontalPodAutoscaler, stabilization window)";
    SERVICE_CPU = "processor time of a service", Millicores 1 to 256_000, "what a node can hold";
    SERVICE_MEMORY = "memory of a service", Megabytes 16 to 1_048_576, "what a node can hold";
    SERVICE_GRACE = "time that a service has to stop", Seconds 1 to 3_600, "Kubernetes: terminationGracePeriodSeconds";
    SERVICE_PORT = "port of a service", Count 1_024 to 65_535, "a container that is not root cannot listen below 1024";
}

macro_rules! quotas {
    ($($name:ident = $key:literal, $what:literal, $default:literal, $raised:literal, $source:expr;)*) => {
        $(#[doc = $what]
        pub const $name: Quota =
            Quota { name: $key, what: $what, default: $default, is_raised: $raised, source: $source };)*
        /// Every quota.
        pub const QUOTAS: &[Quota] = &[$($name),*];
        /// The quotas as settings.
        pub const QUOTA_KEYS: &[Key] =
            &[$(Key::new($key, concat!($key, ": ", $default), stringify!($default), $what)),*];
    };
}

quotas! {
    CONCURRENCY = "concurrency", "executions at once of all functions; AWS keeps 100 of them for functions without `scale(max)`", 1000, true, LAMBDA;
    ROUTES = "routes", "routes of one HTTP API", 300, true, API;
    INTEGRATIONS = "integrations", "functions behind one HTTP API", 300, false, API;
    AUTHORIZERS = "authorizers", "different `jwt(…)` of one HTTP API", 10, true, API;
    ROLES = "roles", "roles of an account", 1000, true, IAM;
    POLICIES = "policies", "managed policies of one role", 10, true, IAM;
    RULES = "rules", "event rules of one bus", 300, true, EVENTS;
    BUSES = "buses", "buses of an account in a region", 100, true, EVENTS;
    ALARMS = "alarms", "alarms of an account in a region", 5000, true, "Amazon CloudWatch quotas (2026-11)";
    TABLES = "tables", "tables of an account in a region", 2500, true, DYNAMODB;
    BUCKETS = "buckets", "buckets of an account", 10000, true, S3;
    STREAMS = "streams", "streams on demand of an account in a region", 50, true, KINESIS;
    SHARDS = "shards", "shards of an account in a region; in some regions more from the start", 1000, true, KINESIS;
    FILTERS = "filters", "subscriptions with a filter of one topic", 200, true, SNS;
    STACKS = "stacks", "CloudFormation stacks of an account in a region, one for each public URL", 2000, true, "AWS CloudFormation quotas (2026-11)";
}

/// Executions at once that AWS keeps for functions that reserve none (AWS Lambda, PutFunctionConcurrency, 2026-11).
pub const UNRESERVED: u32 = 100;

/// Milliseconds that a route waits longer than its function may run: the start of an environment and the way there and
/// back count for API Gateway alone (Quotas for HTTP APIs in API Gateway, maximum integration timeout, 2026-11).
pub const ROUTE_OVERHEAD: u64 = 500;
