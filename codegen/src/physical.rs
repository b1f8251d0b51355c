//! Physical names: what things are called in AWS, how long that may be, and what happens when it is longer.

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};
use watershed_grammar::resource::{Shape, external};
use watershed_grammar::trigger::http::Auth;
use watershed_grammar::value::Arn;
pub use watershed_grammar::value::partition;

use crate::model::{Function, Identity, Model, Resource, Service, Trigger};

/// A space of names: within one, a name exists once in an account and region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Space {
    /// What has such a name.
    pub what: &'static str,
    /// The most characters.
    pub longest: usize,
    /// Whether capital letters make no other name.
    pub ignores_case: bool,
    /// Where the limit comes from.
    pub source: &'static str,
}

macro_rules! spaces {
    ($($name:ident = $what:literal $longest:literal $ignores_case:literal $source:literal;)*) => {
        $(#[doc = $what]
        pub const $name: Space =
            Space { what: $what, longest: $longest, ignores_case: $ignores_case, source: $source };)*
        /// Every space.
        pub const SPACES: &[Space] = &[$($name),*];
    };
}

// API models of botocore, 2026-11; the rules for buckets are in "Bucket naming rules" of the S3 user guide.
spaces! {
    FUNCTION = "function" 64 false "lambda:CreateFunction";
    ROLE = "role" 64 true "iam:CreateRole";
    QUEUE = "queue" 80 false "sqs:CreateQueue";
    TOPIC = "topic" 256 false "sns:CreateTopic";
    TABLE = "table" 255 false "dynamodb:CreateTable";
    BUCKET = "bucket" 63 false "s3:CreateBucket";
    SECRET = "secret" 512 false "secretsmanager:CreateSecret";
    STREAM = "stream" 128 false "kinesis:CreateStream";
    BUS = "bus" 256 false "events:CreateEventBus";
    RULE = "rule" 64 false "events:PutRule";
    SCHEDULE = "schedule" 64 false "scheduler:CreateSchedule";
    ALARM = "alarm" 255 false "cloudwatch:PutMetricAlarm";
    API = "API" 128 false "apigatewayv2:CreateApi";
    STACK = "stack" 128 false "cloudformation:CreateStack";
}

/// What stands behind the id in the name of a dead-letter queue.
pub const DEAD: &str = "-dead";
/// Of the queue between a topic and its function.
pub const INBOX: &str = "-inbox";
/// Of the table in which a reader of a stream notes how far it is.
pub const POSITIONS: &str = "-positions";
/// Of the role that a schedule invokes with.
pub const SCHEDULER: &str = "-schedule";
/// Of the stack with the second permission of a public URL.
pub const PUBLIC: &str = "-public";
/// What the names of ordered queues and topics end with.
pub const FIFO: &str = ".fifo";

/// Characters of the hash in a name that was cut.
const HASH: usize = 6;
/// Characters that cutting leaves of every name: those of functions have room for the fewest, and a hyphen at the end is
/// cut too.
const LEFT: usize = FUNCTION.longest - HASH - 2;

/// `{app}-{environment}-{id}`; a component that was renamed keeps its name: AWS cannot rename, and a new name would
/// replace what exists.
pub fn base(app: &str, environment: &str, identity: &Identity) -> String {
    let id = identity.renamed_from.as_ref().map_or(identity.id.as_str(), |before| &before.value);
    [app, "-", environment, "-", id].concat()
}

/// What all names of an environment begin with: `{app}-{environment}-`, or what is left of it in the longest name that
/// is cut.
pub fn beginning(app: &str, environment: &str) -> String {
    [app, "-", environment, "-"].concat().chars().take(LEFT).collect()
}

/// The name of a part of a component.
pub fn name(model: &Model, identity: &Identity, space: Space, suffix: &str) -> String {
    fit(&base(&model.app, &model.environment, identity), space, suffix)
}

/// The base and the suffix; where that is too long, the base is cut and a hash of all of it keeps names apart.
pub fn fit(base: &str, space: Space, suffix: &str) -> String {
    if base.len() + suffix.len() <= space.longest {
        return [base, suffix].concat();
    }
    let room = space.longest.saturating_sub(suffix.len() + HASH + 1);
    let head: String = base.chars().take(room).collect();
    format!("{}-{}{suffix}", head.trim_end_matches('-'), hash(base))
}

/// A few characters that stand for a text, the same on every machine.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let hash = u32::from_be_bytes([0, digest[0], digest[1], digest[2]]);
    format!("{hash:0HASH$x}")
}

/// Everything that a function has a name for: the space, and what stands behind the id.
pub fn of_function(model: &Model, function: &Function) -> Vec<(Space, String)> {
    let mut parts = vec![(FUNCTION, String::new()), (ROLE, String::new())];
    let mut alarms = vec!["-errors", "-throttles"];
    let mut dead = |parts: &mut Vec<(Space, String)>| {
        parts.push((QUEUE, DEAD.to_owned()));
        alarms.push("-dead-letters");
    };
    match &function.trigger {
        Trigger::Http { .. } | Trigger::Queue { .. } => {}
        Trigger::Url { auth, .. } => {
            alarms.push("-url-errors");
            if auth.value == Auth::None {
                parts.push((STACK, PUBLIC.to_owned()));
            }
        }
        Trigger::Call | Trigger::Bucket { .. } => dead(&mut parts),
        Trigger::Topic { topic, .. } => {
            let fifo = if is_fifo(model.resource(*topic)) { FIFO } else { "" };
            parts.extend([(QUEUE, format!("{INBOX}{fifo}")), (QUEUE, format!("{INBOX}{DEAD}{fifo}"))]);
            alarms.extend(["-inbox-oldest", "-inbox-dead-letters"]);
        }
        Trigger::Schedule { .. } => {
            dead(&mut parts);
            parts.extend([(SCHEDULE, String::new()), (ROLE, SCHEDULER.to_owned())]);
        }
        Trigger::Event { .. } => {
            dead(&mut parts);
            parts.push((RULE, String::new()));
        }
        Trigger::Table { .. } | Trigger::Stream { .. } => {
            dead(&mut parts);
            alarms.push("-iterator-age");
        }
    }
    parts.extend(alarms.into_iter().map(|alarm| (ALARM, alarm.to_owned())));
    parts
}

/// Everything that a function in a container has a name for; a group's role has the group's.
pub fn of_contained(model: &Model, function: &Function) -> Vec<(Space, String)> {
    let mut parts = Vec::new();
    if function.group.is_none() {
        parts.push((ROLE, String::new()));
    }
    let mut fed_by = |fifo: &str| {
        parts.extend([(QUEUE, format!("{INBOX}{fifo}")), (QUEUE, format!("{INBOX}{DEAD}{fifo}"))]);
        parts.extend(["-inbox-oldest", "-inbox-dead-letters"].map(|alarm| (ALARM, alarm.to_owned())));
    };
    let reader = [(QUEUE, DEAD.to_owned()), (ALARM, "-dead-letters".to_owned()), (TABLE, POSITIONS.to_owned())];
    match &function.trigger {
        Trigger::Topic { topic, .. } => fed_by(if is_fifo(model.resource(*topic)) { FIFO } else { "" }),
        Trigger::Bucket { .. } => fed_by(""),
        Trigger::Event { .. } => {
            fed_by("");
            parts.push((RULE, String::new()));
        }
        Trigger::Table { .. } => parts.extend(reader),
        Trigger::Stream { .. } => {
            parts.extend(reader);
            parts.push((ALARM, "-iterator-age".to_owned()));
        }
        Trigger::Http { .. }
        | Trigger::Url { .. }
        | Trigger::Queue { .. }
        | Trigger::Schedule { .. }
        | Trigger::Call => {}
    }
    parts
}

/// Everything that a service has a name for.
pub fn of_service(service: &Service) -> Vec<(Space, String)> {
    if service.group.is_none() { vec![(ROLE, String::new())] } else { Vec::new() }
}

/// Everything that a resource has a name for.
pub fn of_resource(model: &Model, resource: &Resource) -> Vec<(Space, String)> {
    if resource.external.is_some() {
        return Vec::new();
    }
    let fifo = if is_fifo(resource) { FIFO } else { "" };
    let one = |space, suffix: &str| vec![(space, suffix.to_owned())];
    match &resource.shape {
        Shape::Queue(_) => {
            let dead = format!("{DEAD}{fifo}");
            let alarms = ["-oldest", "-dead-letters"].map(|alarm| (ALARM, alarm.to_owned()));
            [vec![(QUEUE, fifo.to_owned()), (QUEUE, dead)], alarms.to_vec()].concat()
        }
        Shape::Topic(_) => one(TOPIC, fifo),
        Shape::Table(_) => one(TABLE, ""),
        Shape::Bucket(_) => one(BUCKET, ""),
        Shape::Secret(_) => one(SECRET, ""),
        Shape::Stream(_) => one(STREAM, ""),
        // A bus with a key of its own keeps what the key would not open.
        Shape::Bus(_) if model.settings.has_key() => {
            vec![(BUS, String::new()), (QUEUE, DEAD.to_owned()), (ALARM, "-dead-letters".to_owned())]
        }
        Shape::Bus(_) => one(BUS, ""),
    }
}

/// What a resource is called in AWS, whoever made it, and the account where an ARN says one.
pub fn called<'a>(model: &Model, resource: &'a Resource) -> (Cow<'a, str>, Option<&'a str>) {
    if let Some(external) = &resource.external {
        let account = Arn::parse(&external.value).map(|arn| arn.account).filter(|account| !account.is_empty());
        return (Cow::Borrowed(external::name(resource.kind(), &external.value)), account);
    }
    let base = base(&model.app, &model.environment, &resource.identity);
    let first = of_resource(model, resource).into_iter().next();
    (Cow::Owned(first.map_or_else(|| base.clone(), |(space, suffix)| fit(&base, space, &suffix))), None)
}

/// Whether a queue or topic keeps an order.
pub fn is_fifo(resource: &Resource) -> bool {
    match &resource.shape {
        Shape::Queue(queue) => queue.fifo,
        Shape::Topic(topic) => topic.fifo,
        Shape::Table(_) | Shape::Bucket(_) | Shape::Secret(_) | Shape::Stream(_) | Shape::Bus(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{BUS, FIFO, FUNCTION, QUEUE, TOPIC, beginning, fit};

    #[test]
    fn a_name_that_is_too_long_is_cut_and_kept_apart() {
        let short = "a".repeat(64);
        assert_eq!(fit(&short, FUNCTION, ""), short);
        let (one, other) = (format!("{}-one", "a".repeat(90)), format!("{}-two", "a".repeat(90)));
        for suffix in ["", "-dead.fifo"] {
            let (one, other) = (fit(&one, QUEUE, suffix), fit(&other, QUEUE, suffix));
            assert!(one != other && one.len() == 80 && other.len() == 80 && one.ends_with(suffix), "{one} {other}");
        }
        assert_eq!(fit(&one, FUNCTION, ""), format!("{}-45fc72", "a".repeat(57)));
        let edge = format!("{}-{}", "a".repeat(56), "b".repeat(20));
        assert!(!fit(&edge, FUNCTION, "").contains("--"));
    }

    #[test]
    fn all_names_of_an_environment_begin_alike() {
        for (app, environment) in [("shop".to_owned(), "prod".to_owned()), ("a".repeat(30), "e".repeat(30))] {
            for id in ["x".to_owned(), "x".repeat(80), format!("{}-y", "x".repeat(60))] {
                for (space, suffix) in [(FUNCTION, ""), (QUEUE, "-inbox-dead.fifo"), (BUS, ""), (TOPIC, FIFO)] {
                    let name = fit(&format!("{app}-{environment}-{id}"), space, suffix);
                    assert!(name.starts_with(&beginning(&app, &environment)), "{name}");
                }
            }
        }
        assert_eq!(beginning("shop", "prod"), "shop-prod-");
    }
}
