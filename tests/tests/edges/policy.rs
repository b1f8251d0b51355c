//! The policy of a role, whose length the compiler counts over all handles: what is refused has one character more than a
//! role takes, counted once more in the files that come out.

use std::collections::BTreeMap;

use hcl_edit::expr::Expression;
use hcl_edit::structure::Body;
use watershed_grammar::limits::ROLE_POLICY;
use watershed_tests::{policy, seen};

use super::application::{Application, letters, many};

pub const RESOURCES: &str = "
    #[queue] struct Charges(u8);
    #[queue] struct Work(u8);
    #[queue(fifo)] struct InOrder(u8);
    #[queue(external = \"their-queue\")] struct Theirs(u8);
    #[queue(external = \"arn:aws:sqs:eu-west-1:210987654321:far-away\")] struct Far(u8);
    #[topic] struct Paid(u8);
    #[topic(fifo)] struct Line(u8);
    #[table(key = \"id\", index(\"by-day\", key = \"day\"))] struct Order { id: String, day: String }
    #[table(key = \"id\", stream)] struct Changing { id: String }
    #[table(key = \"id\", external = \"legacy\")] struct Legacy { id: String }
    #[bucket] struct Receipts;
    #[bucket(external = \"company-files\")] struct Files;
    #[secret] struct Key;
    #[secret(external = \"company/key\")] struct TheirKey;
    #[stream] struct Clicks(u8);
    #[bus] struct Company;
    #[function(call)] async fn judge(Input(i): Input<u8>) -> u8 {}
";

pub const HANDLES: &str = "a: Sender<Work>, b: Sender<InOrder>, c: Sender<Theirs>, d: Sender<Far>, e: Publisher<Paid>,
    f: Publisher<Line>, g: Table<Order, (can::Get, can::Put, can::Query, can::Delete)>, h: Writer<Legacy>,
    i: Bucket<Receipts, (can::Get, can::Put)>, j: Bucket<Files, can::Get>, k: Secret<Key>, l: Secret<TheirKey>,
    m: Stream<Clicks, can::Put>, n: Bus<Company, can::Put>, o: Caller<judge>";

/// Permissions that fill a policy up, one of them on a bucket whose name has so many characters.
fn filling(count: u64, length: u64) -> String {
    let one = |n: u64, resource: &str| {
        format!("allow(reason = \"r{n}\", actions = [\"s3:GetObject\"], resources = [\"{resource}\"]),")
    };
    let others = many(count, |n| one(n, &format!("arn:aws:s3:::others-{n}/{}", letters(400))));
    format!("{others}{}", one(count, &format!("arn:aws:s3:::{}", letters(length))))
}

/// An application whose policy has so much filling, the file with the policy, and what is underlined where it is too long.
struct Filled {
    application: fn(u64) -> Application,
    file: &'static str,
    place: &'static str,
}

impl Filled {
    /// What is said, where it is too long: the characters.
    fn said(&self, length: u64) -> Option<u64> {
        let found = seen::by_compiler(&(self.application)(length).files());
        let found = found.into_iter().find(|it| it.seen.code == "WS0224")?;
        assert_eq!(found.seen.place, self.place);
        let numbers = found.seen.text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok());
        numbers.into_iter().next()
    }

    /// The most filling that passes, and the characters of the policy with it.
    fn most(&self) -> u64 {
        let (mut fits, mut beyond) = (1, ROLE_POLICY.high);
        assert!((self.application)(fits).compiled().len() > 1 && self.said(fits).is_none());
        while fits + 1 < beyond {
            let middle = fits.midpoint(beyond);
            if self.said(middle).is_some() { beyond = middle } else { fits = middle }
        }
        assert_eq!(self.said(beyond), Some(10_241), "one character more than fits");
        fits
    }

    /// The characters of the policy as AWS sees it.
    fn written(&self, length: u64) -> usize {
        let files = (self.application)(length).compiled();
        let is = |path: &str| std::path::Path::new(path).extension().is_some_and(|it| it == "tf");
        let bodies: BTreeMap<&str, Body> = files
            .iter()
            .filter(|(path, _)| is(path))
            .map(|(path, text)| (path.as_str(), text.parse().expect("it is HCL")))
            .collect();
        let (_, file) = bodies.iter().find(|(path, _)| path.ends_with(self.file)).expect("the role has its file");
        let mut policies = file.get_blocks("resource").filter(|it| it.has_labels(&["aws_iam_role_policy"]));
        let block = policies.find(|it| it.labels.len() == 2).expect("the role has a policy");
        assert!(policies.all(|it| it.labels[1].as_str().contains("__")), "the others are of schedules");
        let Expression::FuncCall(call) = &block.body.get_attribute("policy").expect("it has a document").value else {
            panic!("a policy is encoded")
        };
        policy::encoded_with(call, &|reference| named(&bodies, reference)).to_string().chars().count()
    }

    fn is_counted_as_written(&self) {
        assert_eq!(self.written(self.most()), 10_240, "{}: what fits fills it", self.file);
    }
}

/// What stands behind a reference, by the name in the block that it leads to.
fn named(bodies: &BTreeMap<&str, Body>, reference: &str) -> String {
    let parts: Vec<&str> = reference.trim().split('.').collect();
    let (word, kind, local, attribute) = match parts.as_slice() {
        ["data", "aws_caller_identity", ..] => return "123456789012".to_owned(),
        ["data", kind, local, attribute] => ("data", *kind, *local, *attribute),
        [kind, local, attribute] => ("resource", *kind, *local, *attribute),
        other => panic!("{other:?} is in no policy"),
    };
    let block = bodies.values().flat_map(|it| it.get_blocks(word)).find(|it| it.has_exact_labels(&[kind, local]));
    let block = block.unwrap_or_else(|| panic!("nothing is called {reference}"));
    let name = ["name", "bucket"].into_iter().find_map(|it| match &block.body.get_attribute(it)?.value {
        Expression::String(name) => Some(name.value().clone()),
        _ => None,
    });
    let arn = |service: &str, rest: &str| format!("arn:aws:{service}:eu-west-1:123456789012:{rest}");
    if kind == "aws_kms_key" {
        return arn("kms", "key/00000000-0000-0000-0000-000000000000");
    }
    let name = name.unwrap_or_else(|| panic!("{reference} has no name"));
    match (kind, attribute) {
        ("aws_sqs_queue", "arn") => arn("sqs", &name),
        ("aws_sns_topic", "arn") => arn("sns", &name),
        ("aws_dynamodb_table", "arn") => arn("dynamodb", &format!("table/{name}")),
        // 23 characters: a time with thousandths.
        ("aws_dynamodb_table", "stream_arn") => arn("dynamodb", &format!("table/{name}/stream/{}", letters(23))),
        ("aws_s3_bucket", "arn") => format!("arn:aws:s3:::{name}"),
        ("aws_kinesis_stream", "arn") => arn("kinesis", &format!("stream/{name}")),
        ("aws_secretsmanager_secret", "arn") => arn("secretsmanager", &format!("secret:{name}-XXXXXX")),
        ("aws_cloudwatch_event_bus", "arn") => arn("events", &format!("event-bus/{name}")),
        ("aws_cloudwatch_log_group", "arn") => arn("logs", &format!("log-group:{name}")),
        other => panic!("{other:?} is in no policy"),
    }
}

#[test]
fn a_function_with_one_thing_more_than_its_logs() {
    let application = |length| Application::of(format!("#[function(call, {})] async fn f() {{}}", filling(15, length)));
    Filled { application, file: "function_f.tf", place: "f" }.is_counted_as_written();
}

#[test]
fn a_function_with_every_handle() {
    let application = |length| {
        let function = format!(
            "#[function(queue(Charges), {})] async fn f(Message(x): Message<u8>, {HANDLES}) {{}}",
            filling(6, length)
        );
        Application::of(format!("{RESOURCES}{function}")).with("encryption: customer-key\ntracing: true")
    };
    Filled { application, file: "function_f.tf", place: "f" }.is_counted_as_written();
}

/// Names that are cut, a table's stream, and a VPC.
#[test]
fn a_function_with_long_names() {
    let application = |length| {
        let filling = filling(5, length);
        let function =
            format!("#[function(table(Changing), vpc, {filling})] async fn f(c: Change<Changing>, {HANDLES}) {{}}");
        let vpc = "vpc: { subnets: [subnet-0a1b2c3d], security_groups: [sg-0a1b2c3d], nat: true }";
        Application::of(format!("{RESOURCES}{function}")).with(vpc).named(&letters(30), &letters(30))
    };
    Filled { application, file: "function_f.tf", place: "f" }.is_counted_as_written();
}

#[test]
fn a_group_in_a_container() {
    let application = |length| {
        let group = "place = container, group = \"work\"";
        let first = format!(
            "#[function(queue(Charges), {group}, {})] async fn f(Message(x): Message<u8>, {HANDLES}) {{}}",
            filling(6, length)
        );
        let second = format!("#[function(topic(Paid), {group})] async fn g(Message(x): Message<u8>) {{}}");
        Application::of(format!("{RESOURCES}{first}{second}")).with("encryption: customer-key")
    };
    Filled { application, file: "deployment_work.tf", place: "f" }.is_counted_as_written();
}

/// One permission may be as long as many.
#[test]
fn a_permission_on_many_things_is_counted() {
    let application = |count| {
        let list: Vec<String> = (0..count).map(|n| format!("\"arn:aws:s3:::company-files-{n}/*\"")).collect();
        let list = list.join(", ");
        Application::of(format!(
            "#[function(call, allow(reason = \"all of them\", actions = [\"s3:GetObject\"], resources = [{list}]))] async fn f() {{}}"
        ))
    };
    let filled = Filled { application, file: "function_f.tf", place: "f" };
    assert!(filled.said(200).is_none() && filled.said(400).is_some_and(|it| it > 10_240));
}

#[test]
fn a_policy_grows_with_the_handles() {
    let source = |count| {
        let tables = many(count, |n| format!("#[table(key = \"id\")] struct Table{n} {{ id: String }}"));
        let handles: Vec<String> = (0..count).map(|n| format!("t{n}: Writer<Table{n}>")).collect();
        Application::of(format!("{tables} #[function(call)] async fn f({}) {{}}", handles.join(", ")))
    };
    let is_refused = |count| seen::by_compiler(&source(count).files()).iter().any(|it| it.seen.code == "WS0224");
    assert!(!is_refused(20) && is_refused(60));
}
