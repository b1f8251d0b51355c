//! The table of codes: one line a mistake, with the long story that `watershed explain` tells.

use crate::diagnostic::Severity;

/// The name of a kind of mistake, such as `WS0203`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code as text.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// What it is, in a phrase.
    pub title: &'static str,
    /// How bad it is, where nobody says otherwise.
    pub severity: Severity,
    /// Whether `accept(…)` silences it: it is a judgement, and somebody may know better.
    pub is_accepted: bool,
    /// Why it matters and what to do.
    pub text: &'static str,
    /// Who says so, where that is somebody else; empty otherwise.
    pub source: &'static str,
}

/// Finds a row by its code, ignoring case.
pub fn explain(code: &str) -> Option<&'static Explanation> {
    TABLE.iter().find(|row| row.code.as_str().eq_ignore_ascii_case(code))
}

macro_rules! codes {
    ($($name:ident = $code:literal $($level:ident)?, $title:literal, $text:literal $(, $source:literal)?;)*) => {
        $(#[doc = $title] pub const $name: Code = Code($code);)*
        /// Every code, in order.
        pub const TABLE: &[Explanation] = &[$(Explanation {
            code: $name,
            title: $title,
            severity: level!(severity $($level)?),
            is_accepted: level!(accepted $($level)?),
            text: $text,
            source: concat!($($source)?),
        }),*];
    };
}

/// A code is an error; a `warning`; a `judgement`, an error that `accept(…)` silences, as it does all warnings; or a
/// `notice`, a warning about no component, which `warnings:` of the settings alone silences.
macro_rules! level {
    (severity warning) => {
        Severity::Warning
    };
    (severity notice) => {
        Severity::Warning
    };
    (severity $($level:ident)?) => {
        Severity::Error
    };
    (accepted notice) => {
        false
    };
    (accepted $level:ident) => {
        true
    };
    (accepted) => {
        false
    };
}

codes! {
    // WS00xx: what is written in an attribute.
    SYNTAX = "WS0001", "the attribute cannot be read",
        "An attribute holds arguments with commas between them: a word (`worker`), a `key = value`, or a call such as `http(GET, \"/orders\")`.";
    UNKNOWN_KEY = "WS0002", "unknown key",
        "A key that is not known is never ignored: a knob that silently does nothing would be found in production.";
    DUPLICATE_KEY = "WS0003", "a key or a value is written twice",
        "Each key may stand once: which of two values would win is a question nobody should have to ask. Each value of a list may too: one of the two was to be another.";
    MISSING_KEY = "WS0004", "a key is missing",
        "Some keys have no sensible default and must be written down.";
    WRONG_VALUE = "WS0005", "wrong kind of value",
        "The value is of a kind that the key does not take. The help shows the accepted shape.";
    UNIT = "WS0006", "a value without its unit, or with an unknown one",
        "Units are written out: `\"5s\"`, `\"256MB\"`, `\"250m\"`. A bare number would leave the reader to guess.";
    OUT_OF_RANGE = "WS0007", "a value outside what the platform takes",
        "The platform refuses this value when it is deployed. The help names the allowed range and its source.";
    UNKNOWN_TRIGGER = "WS0008", "unknown trigger",
        "The first argument of `#[function]` names what starts it.";
    TWO_TRIGGERS = "WS0009", "a function has more than one trigger",
        "A function has one input source. Write a second function that calls the same code for a second source.";
    NO_TRIGGER = "WS0010", "a function has no trigger",
        "Nothing would ever start it. The first argument of `#[function]` is the trigger, such as `http(GET, \"/orders\")` or `call`.";
    BAD_ITEM = "WS0011", "an attribute on the wrong kind of item",
        "`#[function]` and `#[service]` stand on free async functions, resource attributes on structs.";
    BAD_ROUTE = "WS0012", "a route that cannot be served",
        "A path begins with `/`; its parts are literals, `{name}`, or a last `{name+}` that takes the rest.";
    BAD_SCHEDULE = "WS0013", "a schedule that cannot be read",
        "A schedule is `rate(5 minutes)` or AWS's six-field `cron(0 8 ? * MON-FRI *)`, where exactly one of day-of-month and day-of-week is `?`.";
    BAD_NAME = "WS0014", "an id that no platform takes",
        "Ids become parts of names in AWS and Kubernetes: lower-case letters, digits and single hyphens, beginning with a letter, at most 50 characters.";
    CONFLICT = "WS0015", "two settings that exclude each other",
        "Both were written and only one can hold.";
    RESERVED_VARIABLE = "WS0016", "an environment variable that the platform keeps for itself",
        "AWS Lambda sets this variable and refuses a configuration that defines it. Names beginning with `WATERSHED_` belong to Watershed.";
    NO_REASON = "WS0017", "an exception without a reason",
        "`allow(…)` widens what a role may do. The reason is printed beside the statement so that the reviewer can judge it.";
    FIFO_LIMIT = "WS0018", "a FIFO queue with a batch or window that it does not take",
        "A mapping on a FIFO queue takes at most 10 messages at once and no window.";
    NOT_FOR_RUST = "WS0019", "a feature that AWS does not offer to Rust",
        "SnapStart works with managed runtimes only, Web Functions run Node.js, and Lambda@Edge runs Node.js and Python; a Rust function uses an OS-only runtime. `scale(warm = 1)` keeps environments warm instead.";
    RAW = "WS0020", "a raw client without a permission",
        "`Raw<…>` is a client of the AWS SDK: the signature shows it, and nothing says what it does. The role gets what `allow(…)` lists and no more, so without one every call would be denied.";
    RESERVED_TAG = "WS0021", "a tag that Watershed sets",
        "The tags `application`, `environment`, `component` and `managed-by` say what each thing belongs to and who made it; costs and searches are read by them, so they cannot say anything else.";
    NEVER_FIRES = "WS0022", "a schedule that never fires",
        "The days that it names do not exist in its months, or its years are over, so the function would never run. Nothing else would say so.",
        "cron expressions of Amazon EventBridge Scheduler (2026-11)";
    SECRET_LITERAL = "WS0023" judgement, "a secret in the source",
        "What stands in `env(…)` is read by everybody who may read the source, the generated files, the state of Terraform or the function's configuration. Declare a `#[secret]` and take `Secret<…>` as a parameter: a person sets its value, and no file ever holds it.";
    NOT_ACCEPTED = "WS0024", "an `accept(…)` that silences nothing",
        "An exception that is not needed hides the next mistake. Its code must be one that takes exceptions, and the component must have that finding in some environment. What a library says is left alone: another application may need it.";
    NORMAL_FORM = "WS0025", "a text that Terraform would change",
        "One letter can be written in several ways: `é` is one character or two that look the same. Terraform brings every text into Unicode's normal form C, so the function would get other bytes than the container does, and a prefix in another form would never match the keys of a bucket. `watershed check --fix` writes the same text in that form.",
        "the types and values of Terraform's configuration language (2026-11)";
    // WS01xx: reading source.
    NO_CRATE = "WS0101", "no crate was found",
        "`watershed` works on a Cargo package or workspace: a folder with a `Cargo.toml`.";
    BAD_MANIFEST = "WS0102", "a manifest cannot be read",
        "The `Cargo.toml` is not valid, or a name in it is one that no build takes.";
    UNREADABLE = "WS0103", "a source file cannot be read",
        "The file is missing, is not UTF-8, or may not be read.";
    BAD_SOURCE = "WS0104", "source that is not Rust",
        "The file does not lex or its braces do not match; rustc would refuse it too.";
    MODULE_MISSING = "WS0105", "the file of a module is missing",
        "`mod name;` needs `name.rs` or `name/mod.rs`, or the file that `#[path]` names.";
    IN_BODY = "WS0106", "an annotated item inside a function body",
        "An item inside a body cannot be named from elsewhere, so nothing could register it. Move it to a module.";
    UNDER_CFG_ATTR = "WS0107", "a Watershed attribute under `cfg_attr`",
        "Whether the attribute applies would depend on how the crate is built. Write `#[cfg(…)]` on the item and the attribute plainly.";
    IN_MACRO = "WS0108", "an annotated item inside a macro",
        "The compiler does not expand macros, so it would never see the item that this one makes. Write the item out.";
    NO_BINARY = "WS0109", "no binary to deploy, or several",
        "Functions and services run in one binary that calls `watershed::run()`. Where the workspace has several, `binary:` in `watershed.yaml` names it.";
    NOT_IN_BINARY = "WS0110", "an annotated item that the deployed binary does not contain",
        "The item is in a crate or target that the deployed binary does not depend on, so it would have infrastructure and no code.";
    UNKNOWN_CFG = "WS0111", "a `cfg` that cannot be decided",
        "The compiler decides `cfg(feature)`, `cfg(test)`, `debug_assertions`, and the target of the deployment. An annotated item under any other condition would be in the output or not by guesswork.";
    UNKNOWN_FEATURE = "WS0112", "a feature that the deployed package does not have",
        "Cargo refuses to build with a feature that is not in the manifest, so nothing could be deployed.";
    NOT_LINKED = "WS0113", "a crate that the binary never names",
        "rustc leaves out a dependency that no line names, with all the functions in it. `use orders as _;` in the binary is enough.";
    INCLUDED = "WS0114" warning, "an annotated item in an included file",
        "`include!` puts a file's text in the middle of another one. The compiler reads modules; make the file one with `mod`. What a build script writes into `OUT_DIR` cannot be read without building: where nothing in it is annotated, write `warnings: { WS0114: ignore }`; `watershed check --binary` finds what is.";
    NO_RUN = "WS0115" warning, "a deployed binary that does not run the application",
        "`main` of the deployed binary calls `watershed::run()`, which serves whatever function the platform asks for. Without it the program ends at once, and every invocation fails. It starts a runtime of its own, and tokio panics where one starts inside of another, so `main` is not `async`.";
    FEATURE_MISSING = "WS0116" notice, "a feature of `watershed` that the deployment needs",
        "The crate brings the client of each AWS service, and the way to run in each place, with a feature of its own, so that nobody compiles what is not used. A program that reaches a table and was built without `dynamodb` works on the laptop, where tables are in memory, and stops when it starts in the cloud. A crate whose source is not read may ask for the feature too; then write `warnings: { WS0116: ignore }`.";
    // WS02xx: names.
    UNRESOLVED = "WS0201", "a path that leads nowhere",
        "The compiler follows modules, `use`, renames, globs and re-exports as rustc does. What it cannot follow it refuses; it never guesses.";
    WRONG_KIND = "WS0202", "a path that leads to something else",
        "The path is known, but it is not the kind of thing that belongs here.";
    DUPLICATE_ROUTE = "WS0203", "two functions answer the same route",
        "A request can go to one function only. Parameters of another name do not make another route.";
    DUPLICATE_ID = "WS0204", "two components have the same id",
        "Ids become names in the cloud. Give one of them another with `id = \"…\"`.";
    NAME_TOO_LONG = "WS0205" warning, "a name that is too long for the platform",
        "The physical name is `{app}-{environment}-{id}` and what the part adds. Where the platform takes fewer characters, the name is cut and six characters of a hash keep it apart from others. A shorter `id` keeps it readable.";
    TWO_CONSUMERS = "WS0206" judgement, "two functions consume one queue",
        "Each message of a queue goes to one consumer only, so two would get an arbitrary half each. Publish to a topic to have both get all.";
    BAD_PARAMETER = "WS0207", "a parameter that is neither input nor handle",
        "Parameters are the input first and then handles; both are types of `watershed`. `Path` is filled by the parameters of the route: as many values in their order, or the fields of a struct by the names that serde reads.";
    BAD_OUTPUT = "WS0208", "a return value that cannot be delivered",
        "A function returns an HTTP response, `()`, `SendTo<Queue>` or `PublishTo<Topic>`, with or without `Result`.";
    MISSING_STREAM = "WS0209", "the table has no stream",
        "Changes reach a function through the table's stream; write `stream` on the table.";
    AUTH_MISSING = "WS0210", "a public endpoint that nobody wrote down",
        "Write `auth = none` on the route, or `http: { auth: … }` in `watershed.yaml`, so that a reviewer sees what is open to the world. A function URL takes `none` or `iam`: nothing in front of it checks tokens, so it needs a word of its own where the settings say `jwt`.",
        "AWS Lambda developer guide, access to function URLs (2026-11)";
    OVERLAPPING_FILTERS = "WS0211", "two functions get the same object's event",
        "S3 refuses two notifications of one bucket whose prefixes and suffixes overlap for the same event.";
    FIFO_MISMATCH = "WS0212", "FIFO and standard do not mix",
        "A name that ends in `.fifo` is a FIFO queue or topic and no other is, a standard topic does not deliver to FIFO queues, and S3 delivers to no FIFO kind.";
    DUPLICATE_EXTERNAL = "WS0213", "an external resource with a setting of its own",
        "The resource exists already and Watershed never manages it, so this setting could do nothing. Keys that tell what it is stay: `fifo`, a table's `key`, `sort`, `index` and `stream`.";
    FORGOTTEN = "WS0214" warning, "a queue or stream that forgets before its tries are over",
        "A message that failed is hidden for six times the consumer's timeout before it is tried again. Where all its tries take longer than the queue keeps it, it is lost and no dead letter tells of it. A dead letter keeps the age that it had, so a queue that keeps messages as long as its dead letters leaves nobody time to look at them. A stream keeps the records behind one that fails waiting, and forgets them too.",
        "Amazon SQS developer guide, dead-letter queues and their retention; AWS Lambda developer guide, retries of stream records (2026-11)";
    GROUP = "WS0215", "components of one group that cannot share a deployment",
        "A group is one Deployment with one role: its members agree on scale, port and tags, and jobs have none.";
    RENAME = "WS0216", "a rename that cannot be told apart",
        "`renamed_from` names an id that is still in use, or that two items claim.";
    NAME_COLLISION = "WS0217", "two things with one name in the cloud",
        "Parts of components have names too: a dead-letter queue is called `{app}-{environment}-{id}-dead`, the role of a schedule `…-schedule`. AWS would make the second thing overwrite the first, or refuse it. Two environments can meet too: `dev` and `eu-orders` make the name that `dev-eu` and `orders` do. Roles are told apart without regard to capital letters.";
    SLOW_ROUTE = "WS0218" warning, "a handler that may outlast its route",
        "API Gateway answers 503 after 30 seconds while the function goes on; the start of the function and the way there count too, so 29 seconds is the most that it can wait out. Take the work into a queue and answer at once, or use `url(…)`, which waits as long as the function may run. In a container a Gateway is told how long to wait; an Ingress has no word for it, and most controllers wait 60 seconds.";
    CONCURRENCY = "WS0219", "numbers of concurrency that contradict each other",
        "`scale(max)` is reserved for the function: a mapping that may start more is throttled, and AWS refuses more provisioned concurrency than is reserved.";
    RETRIES = "WS0220", "retries that the trigger does not take",
        "AWS retries asynchronous invocations at most twice; whoever waits for an answer retries itself; messages of a queue are tried as often as `retries` of the `#[queue]` says.";
    FOREIGN_NOTIFICATION = "WS0221" warning, "the notifications of an external bucket are replaced",
        "S3 keeps one notification configuration a bucket, so writing one replaces what somebody else set on it. Make sure that nobody else uses the bucket's notifications.";
    TAGS = "WS0222", "tags that AWS does not take together",
        "AWS takes 50 tags on a thing, those of `watershed.yaml` and Watershed's own included. For a role, keys that differ in capital letters alone are one key.",
        "AWS, tag naming limits and requirements; IAM, tags for IAM resources (2026-11)";
    ENV_SIZE = "WS0223", "more environment variables than AWS Lambda takes",
        "All variables of a function together take 4 KB, as JSON, and the names of its resources are among them.",
        "AWS Lambda quotas (2026-11)";
    POLICY_SIZE = "WS0224", "a role that may do more than fits into its policy",
        "The policy of a role has at most 10,240 characters without white space. A function that needs more does the work of several.",
        "IAM and AWS STS quotas (2026-11)";
    QUOTA = "WS0225" notice, "more than an account takes by default",
        "AWS sets a quota, and this application alone exceeds it. Most quotas are raised on request: write the account's own under `limits:` in `watershed.yaml`. Beyond a quota that AWS does not raise this is an error.";
    READERS = "WS0226" warning, "more readers than a stream takes",
        "The readers of a stream share its throughput: a shard of a table's stream serves two, a shard of a Kinesis stream five reads a second. Beyond that all of them are throttled and fall behind. Let one reader publish to a `#[topic]`, and the others listen to that.",
        "DynamoDB Streams and Amazon Kinesis Data Streams developer guides (2026-11)";
    OVERPOLLED = "WS0227" warning, "a queue that is read by more than may run",
        "A mapping is told how much the function may run at once, and takes no number below two. What is throttled counts as received, so messages end as dead letters that no function ever saw.",
        "AWS Lambda developer guide, maximum concurrency for Amazon SQS (2026-11)";
    DEAD_PATTERN = "WS0228" warning, "a pattern that nothing matches",
        "Nothing says so when it is deployed, and the function never runs. AWS services report to the account's default bus alone: `event(…)` without a subject listens there, and on a bus of one's own their events arrive only where another account forwards them. S3 reports there for buckets that are told to. EventBridge and SNS compare texts as they are: `*` stands for itself, a number is no text, and `AWS.ec2` is no source of AWS. The fields of a topic's messages are those that serde writes of the type inside it. Where somebody else publishes other messages, say so with `accept(WS0228, reason = \"…\")`.",
        "Amazon EventBridge user guide, events from AWS services and event patterns; Amazon SNS developer guide, filter policies; Amazon S3 user guide, EventBridge (2026-11)";
    PREFLIGHT = "WS0229" warning, "an OPTIONS route that API Gateway answers itself",
        "With `http: { cors: … }` API Gateway answers every preflight request, whatever routes there are.",
        "Configuring CORS for HTTP APIs in API Gateway (2026-11)";
    LISTENERS = "WS0230", "more notifications than a bucket takes",
        "S3 takes 100 notifications a bucket. Let one function hear of all objects and hand them on.",
        "Amazon S3 quotas (2026-11)";
    DEPLOYER_SIZE = "WS0231", "a deployer that may do more than fits into its policies",
        "The role of the deployment names each resource in managed policies, of which one has at most 6,144 characters and a role ten, or as many as `limits: { policies: … }` says. Divide the application, or let AWS raise the quota to 20.",
        "IAM and AWS STS quotas (2026-11)";
    NO_WAY_OUT = "WS0232" warning, "a function in a VPC that nothing leads out of",
        "A function in a VPC has no public address. It reaches AWS through a NAT gateway of its subnets, which costs some 33 USD a month in us-east-1 and 4.5 cents a GB, or through an endpoint for each service: those of S3 and DynamoDB cost nothing. Without either every call ends in a timeout. What there is stands in `vpc:` of `watershed.yaml`.",
        "AWS Lambda developer guide, internet access of VPC functions; Amazon VPC pricing (2026-11)";
    UNKNOWN_ACTION = "WS0233" warning, "an action that AWS does not know",
        "IAM takes a policy with any action in it, and one that does not exist allows nothing: the call that it was meant for is denied when somebody makes it. Actions are compared with a list of AWS's; `*` and `?` stand for any text and any character. Many calls have another action than their name: `SendMessageBatch` needs `sqs:SendMessage`, `HeadObject` needs `s3:GetObject`.",
        "AWS Service Authorization Reference (2026-11)";
    NO_ZONE = "WS0234" warning, "a schedule at an hour of no zone",
        "An hour without a zone is one of UTC: in most places it is another hour, and another one in summer than in winter. Write the zone, or `timezone = \"UTC\"` where that is meant.",
        "Schedule types in Amazon EventBridge Scheduler (2026-11)";
    CONFIG_SIZE = "WS0235", "more variables than a ConfigMap takes",
        "The variables of a deployment stand in a ConfigMap, whose values together have at most 1 MiB. The API server refuses a larger one, and the deployment would start with its old variables or not at all.",
        "Kubernetes documentation, ConfigMaps (2026-11)";
    APPLY_SIZE = "WS0236" warning, "an object that `kubectl apply` does not take",
        "`kubectl apply` notes the whole object in an annotation of it, to compare it with the next one. All annotations of an object together have at most 256 KiB, so a larger object is refused. `kubectl apply --server-side` needs no such note.",
        "Kubernetes documentation, annotations and server-side apply (2026-11)";
    FOREIGN_RESOURCE = "WS0237" warning, "actions of one service on things of another",
        "IAM takes a policy whose actions have nothing to do with its resources, and it allows nothing: the call that it was meant for is denied when somebody makes it. Some services have actions on things of others, and some have nothing that a policy can name, so that their actions take `*` alone. In S3 a bucket is one thing, `arn:aws:s3:::files`, and its objects are others, `arn:aws:s3:::files/*`. Which actions are on what is a list of AWS's.",
        "AWS Service Authorization Reference (2026-11)";
    CROSS_ORIGIN = "WS0238" warning, "a route that another site cannot call",
        "With `http: { cors: … }` browsers let other sites call the API, as far as it says. For a method beyond GET, HEAD and POST, a token or a body of JSON they ask first, and send nothing where `methods` or `headers` do not name it; a `*` in `headers` does not stand for `authorization`. Only API Gateway answers by these settings: a container and the URL of a function answer other sites by headers of their own. Where no browser calls the route, say so with `accept(WS0238, reason = \"…\")`.",
        "Configuring CORS for HTTP APIs in API Gateway; Fetch standard of the WHATWG, CORS protocol (2026-11)";
    HASTY = "WS0239" warning, "a queue that gives messages up early",
        "Lambda receives messages before it knows whether the function may run: while it is throttled they come back, and each time counts. AWS advises five receives at least. Where the second try must not be, say so with `accept(WS0239, reason = \"…\")`.",
        "AWS Lambda developer guide, configuring an Amazon SQS queue for Lambda (2026-11)";
    CLOCK_CHANGE = "WS0240" warning, "a schedule at an hour that a clock leaves out or has twice",
        "Where clocks go forward in spring an hour is missing from the day: neither EventBridge Scheduler nor a CronJob runs what stands in it, so a daily job misses one day and nothing says so. Where they go back in autumn an hour comes twice: EventBridge Scheduler runs once, a CronJob twice. The next three years of the zone are looked at, and a schedule that runs again within three hours is left alone. Where one run more or less does no harm, say so with `accept(WS0240, reason = \"…\")`.",
        "Amazon EventBridge Scheduler user guide, daylight savings time; kubernetes/kubernetes issue 121594; IANA time zone database 2026 (2026-11)";
    STREAM_IN_VPC = "WS0241" warning, "a stream out of a VPC",
        "AWS's guide says that the URLs of functions do not stream answers within a VPC, and offers `InvokeWithResponseStream` there instead. Some have seen it work: where you have, say so with `accept(WS0241, reason = \"…\")`.",
        "AWS Lambda developer guide, VPC compatibility of response streaming (2026-11)";
    SHARED_QUEUE = "WS0242" warning, "two environments that take from one queue",
        "Each message of a queue goes to one consumer only, so each environment gets an arbitrary part, and what was meant for production is handled by the code of another environment. Name a queue for each environment under `resources:` in `watershed.yaml`, or have a topic deliver to a queue for each. Where each environment has an account of its own, a name is another queue in each; say so with `warnings: { WS0242: ignore }`, or with `accept(WS0242, reason = \"…\")` at the function.",
        "Amazon SQS developer guide, visibility timeout (2026-11)";
    NOTIFICATIONS = "WS0243" judgement, "two notification configurations of one bucket",
        "S3 keeps one notification configuration a bucket. Where two environments, or two structs, listen to one bucket, each writes one, and each time that one is applied the functions of the other hear no more of any object; nothing says so. Names of buckets are unique across accounts. S3 also tells the default bus of EventBridge of a bucket that is told to, and any number of rules listens there.",
        "Amazon S3 API reference, PutBucketNotificationConfiguration; Amazon S3 user guide, EventBridge (2026-11)";
    NO_URLS = "WS0244" warning, "a function URL in a region that has none",
        "AWS offers function URLs in most regions, and refuses to make one in the others, so the environment could not be deployed. Take `http(…)`, or another region. AWS adds regions: where this one has function URLs by now, say so with `accept(WS0244, reason = \"…\")`.",
        "AWS Lambda developer guide, creating function URLs (2026-11)";
    // WS03xx: settings.
    BAD_SETTINGS = "WS0301", "`watershed.yaml` cannot be read",
        "The file is not YAML, or a value is of the wrong kind.";
    UNKNOWN_SETTING = "WS0302", "unknown setting",
        "A setting that is not known is never ignored.";
    MISSING_SETTING = "WS0303", "a setting is missing",
        "The setting has no sensible default.";
    UNKNOWN_COMPONENT = "WS0304", "a setting for a component that does not exist",
        "The environment sets something for a component that the source does not have, which may have been renamed or be of another kind, or for an id that several resources have.";
    UNKNOWN_ENVIRONMENT = "WS0305", "unknown environment",
        "Environments are listed under `environments:` in `watershed.yaml`.";
    UNKNOWN_ENDPOINT = "WS0306" notice, "an endpoint that AWS does not have",
        "What a function inside a VPC reaches without a NAT gateway it reaches through endpoints, which `endpoints` lists by the part of their names behind the region: `com.amazonaws.eu-west-1.ecr.api` is `ecr.api`. They are compared with a list of AWS's, without `-fips`. Where AWS has one newly, say so with `warnings: { WS0306: ignore }` in `watershed.yaml`.",
        "AWS services that integrate with AWS PrivateLink; AWS CDK 2.276 (2026-11)";
    UNKNOWN_ARGUMENT = "WS0307" notice, "an argument that a backend of Terraform does not have",
        "`terraform init` refuses an argument that the backend does not have, so nobody could deploy. Arguments are compared with those of Terraform 1.11 to 1.15. What `-backend-config` says may be left out. Where your Terraform has the argument, say so with `warnings: { WS0307: ignore }` in `watershed.yaml`.",
        "backends of Terraform 1.11 to 1.15, by its source (2026-11)";
    UNKNOWN_REGION = "WS0308" notice, "a region that AWS does not have",
        "A region that does not exist has the form of one that does, and nothing is made there. Regions are compared with a list of AWS's; AWS adds one or two a year. Where AWS has one newly, say so with `warnings: { WS0308: ignore }` in `watershed.yaml`. Of the backend `s3` the region is looked at where it is in AWS: with `endpoints` or `skip_region_validation` it is another store's.",
        "regions of botocore 1.43 (2026-11)";
    // WS04xx: placement.
    PLACE_AUTO = "WS0401", "automatic placement is not available yet",
        "Write `place = serverless` or `place = container`.";
    NOT_IN_CONTAINER = "WS0402", "something that a container cannot do",
        "The trigger or knob needs something that only AWS Lambda or API Gateway does.";
    UNREACHABLE = "WS0403", "a call that cannot reach its target",
        "A serverless function is outside of the cluster and cannot call a container by its name inside it.";
    CRON_NOT_PORTABLE = "WS0404", "a schedule that Kubernetes cannot express",
        "A CronJob takes five fields without `L`, `W`, `#` and years.";
    NOT_SERVERLESS = "WS0405", "a knob that only containers have",
        "The knob shapes a deployment in Kubernetes and would do nothing for a serverless function.";
    // WS0406 refused containers, which are written now.
    // WS0407 was a public function URL, which is written now.
    EXTERNAL_ARN = "WS0408", "an ARN that does not fit",
        "An ARN names its service, region and account. It must be the ARN of this kind of resource, in the region of the deployment, and a trigger on a table needs the table's name, since its ARN does not say the ARN of its stream. In `allow(…)` it must be in the partition of the deployment: IAM refuses a policy with another.";
    UNMEASURED = "WS0409", "a scaling target that nothing measures",
        "Scaling needs a number: processor time and memory are measured in every cluster, and the depth of a queue by KEDA. Anything else would leave the deployment at its smallest.";
    ONE_REPLICA = "WS0410", "a scale for something that runs once",
        "A CronJob runs once at a time, and a table's changes or a stream's records have one reader: two would handle each record twice. A handler of messages that may take longer than 5 minutes is a job for each batch, so that scaling down never cuts it off: none waits for a batch, and none is taken away.";
    SHADOWED_ROUTE = "WS0411", "two deployments want the same requests",
        "A Gateway chooses by the literal beginning of a path and by the method, an Ingress by the path alone. The longer beginning goes first. Where two are equal, or one takes requests of a route that has a parameter there, requests for one deployment end in the other. A `group` puts them into one deployment, which tells them apart itself.";
    NO_WAY_IN = "WS0412", "HTTP in a container that nothing leads to",
        "A container's routes hang on the Gateway or Ingress that `watershed.yaml` names. Without one nobody outside of the cluster could reach it.";
    ARCH = "WS0413", "one image for two processors",
        "All containers of an environment run the same image, which is built for the processor of the environment.";
    SINGLE = "WS0414" warning, "one replica in a protected environment",
        "A service with one replica is away whenever its node is drained or its pod is replaced. Two are enough to stay.";
    SHARED_PLACE = "WS0415" notice, "two environments in one place of a cluster",
        "A namespace belongs to one environment: what has one name in both would be replaced, and the policies of both hold. Where two environments answer to one host of one Gateway or class of Ingresses, requests for one end in the other. In two clusters both are as they should be; say so with `warnings: { WS0415: ignore }` in `watershed.yaml`.";
    // WS05xx: files.
    EDITED = "WS0501", "a generated file was edited by hand",
        "Watershed never overwrites what a person wrote. Move the change to a file of your own, such as an `_override.tf`, or take the generated file with `--overwrite`.";
    FOREIGN = "WS0502", "a file in the way that Watershed did not write",
        "A file of this name exists and is not in the list of written files. Move it, or replace it with `--overwrite`. A folder has the files of one application: those of another would be removed, so they need a folder of their own.";
    DATA_GOES = "WS0503" notice, "data that goes with a change",
        "`prevent_destroy` stands in the block of a resource, so it goes with the block: Terraform destroys what nothing describes any more, and with it all that is inside. The same happens where a table gets another key, since AWS cannot change it, and what is older goes where a stream, a queue, a bucket or a log keeps it for a shorter time. Without its key nobody reads what is encrypted. A component that is renamed again keeps the `id` and the `renamed_from` that it had, or its data stays behind. A topic and a bus take along what others have hung on them. Another region is another place: Terraform makes everything anew there. `generate` compares what it wrote before with what it writes now; with `--deny warnings` it writes nothing.";
    OBJECTS_STAY = "WS0504" notice, "objects that stay in the cluster",
        "`kubectl apply` makes and changes objects and removes none (Kubernetes, declarative management of objects). A Deployment that no file has any more goes on consuming its queue, and a CronJob goes on firing, beside what has taken their place.";
    MADE_ANEW = "WS0505" notice, "something that begins anew with a change",
        "The address of a function's URL belongs to the function or to its alias: `scale(warm)` makes it another one. A mapping on a stream knows how far it has read, and `from` cannot be changed in it: the one that takes its place reads all that is kept again, or skips what is unread. DynamoDB changes the keys of no index: it is removed and built again, and until then queries fail. `generate` compares what it wrote before with what it writes now.",
        "AWS Lambda developer guide, function URLs; event source mappings (2026-11)";
    DEPLOYER_ORDER = "WS0506" notice, "a role that may not remove what goes",
        "The role that deploys an environment may do what exactly its resources need. What is new needs the role as it will be, and what goes needs it as it was: so what goes is applied before the role changes, and what is new after it.";
    // WS06xx: the wiring as a graph.
    LOOP = "WS0601" judgement, "a loop",
        "What the function writes starts it again, itself or through others. A loop without an end runs until somebody notices the bill; AWS stops only some of them, after 16 rounds. Write to another bucket, table, queue or topic, or say why it ends with `accept(WS0601, reason = \"…\")`.",
        "AWS Lambda developer guide, recursive loop detection (2026-11)";
    NO_PRODUCER = "WS0602" warning, "a function that listens to what nobody writes",
        "No function or service here sends, publishes or writes there, so the function would never run. Where somebody else does, say who with `accept(WS0602, reason = \"…\")`.";
    NO_CONSUMER = "WS0603" warning, "messages that nobody takes",
        "Messages of this queue, topic, bus or stream reach no function. A queue keeps them and forgets them, a topic drops them at once. Where somebody else takes them, say who with `accept(WS0603, reason = \"…\")`.";
    UNUSED = "WS0604" warning, "a resource that nobody uses",
        "No function and no service has a handle on it or listens to it. It costs money and attention for nothing.";
    IMPATIENT = "WS0605" warning, "a caller that waits less long than its callee may take",
        "The caller ends first and its own caller sees a failure, while the callee goes on and its work is done twice when somebody tries again. Where the call does not wait, say so with `accept(WS0605, reason = \"…\")`.";
    OVERLAPPING_RUNS = "WS0606" warning, "a schedule that fires before the last run has ended",
        "AWS starts the next run whether the last one has ended or not, so two may work on the same things; a CronJob leaves the next one out.";
    UNSEEN_QUEUE = "WS0607" warning, "an external queue whose settings nobody here sees",
        "AWS refuses a mapping on a queue whose visibility timeout is shorter than the function's timeout, and advises six times as much. Without a dead-letter queue a message that cannot be handled comes back until it is too old, and is lost. Look both up where the queue is managed, and say so with `accept(WS0607, reason = \"…\")`.",
        "AWS Lambda developer guide, using Lambda with Amazon SQS (2026-11)";
    NO_PLACE_FOR_FAILURES = "WS0608" warning, "work whose failure nobody hears of",
        "A call that does not wait has no one to fail to. In AWS Lambda it is tried twice more and kept as a dead letter; in a container it is lost when the process is. Send a message to a `#[queue]` instead, or say that every call waits with `accept(WS0608, reason = \"…\")`. A run by the clock has no one either: AWS Lambda keeps what EventBridge Scheduler could not get done as a dead letter, a CronJob leaves a failed Job that only the cluster's own monitoring sees.";
}
