//! An application with the longest names there can be: everything that is made of them fits, by construction.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hcl_edit::expr::Expression;
use hcl_edit::structure::Body;

use super::application::{Application, letters};

/// Texts of resources, and the most characters that AWS takes (API models, 2026-11).
const TEXTS: &[(&str, &str, usize)] = &[
    ("aws_apigatewayv2_api", "name", 128),
    ("aws_cloudformation_stack", "name", 128),
    ("aws_cloudwatch_event_bus", "name", 256),
    ("aws_cloudwatch_event_rule", "name", 64),
    ("aws_cloudwatch_log_group", "name", 512),
    ("aws_cloudwatch_metric_alarm", "alarm_description", 1024),
    ("aws_cloudwatch_metric_alarm", "alarm_name", 255),
    ("aws_dynamodb_table", "name", 255),
    ("aws_iam_role", "name", 64),
    ("aws_iam_role_policy", "name", 128),
    ("aws_kinesis_stream", "name", 128),
    ("aws_lambda_function", "description", 256),
    ("aws_lambda_function", "function_name", 64),
    ("aws_lambda_function", "handler", 128),
    ("aws_lambda_permission", "statement_id", 100),
    ("aws_s3_bucket", "bucket", 63),
    ("aws_scheduler_schedule", "name", 64),
    ("aws_scheduler_schedule", "schedule_expression_timezone", 50),
    ("aws_secretsmanager_secret", "name", 512),
    ("aws_sns_topic", "name", 256),
    ("aws_sqs_queue", "name", 80),
];

/// Characters of a trust policy (IAM), of the policy of a queue (SQS takes as much as a policy of IAM) and of a filter.
const POLICIES: &[(&str, &str, usize)] = &[
    ("aws_iam_role", "assume_role_policy", 2048),
    ("aws_sqs_queue_policy", "policy", 8192),
    ("aws_s3_bucket_policy", "policy", 20_480),
];

/// Characters that stand for what Terraform fills in, such as an ARN with the longest name.
const FILLED_IN: usize = 350;

const RESOURCES: &str = "
    #[queue(id = \"ID-queue\")] struct Q(u8);
    #[queue(fifo, id = \"ID-ordered\")] struct F(u8);
    #[topic(id = \"ID-topic\")] struct P(u8);
    #[topic(fifo, id = \"ID-line\")] struct L(u8);
    #[table(key = \"id\", stream, id = \"ID-table\")] struct T { id: String }
    #[bucket(id = \"ID-bucket\")] struct B;
    #[secret(id = \"ID-secret\")] struct K;
    #[stream(id = \"ID-stream\")] struct S(u8);
    #[bus(id = \"ID-bus\")] struct E;
";

const FUNCTIONS: &str = "
    #[function(http(GET, \"/x\", auth = none), id = \"ID-http\" PLACE)] async fn a(t: Writer<T>, k: Secret<K>) -> String {}
    #[function(url(auth = none), id = \"ID-url\" PLACE)] async fn b(p: Publisher<P>, l: Publisher<L>) -> String {}
    #[function(queue(Q), id = \"ID-reads\" PLACE)] async fn c(Message(m): Message<u8>, b: Bucket<B, can::Put>) {}
    #[function(queue(F), id = \"ID-ordered-reads\" PLACE)] async fn d(Message(m): Message<u8>) {}
    #[function(topic(P), id = \"ID-hears\" PLACE)] async fn e(Message(m): Message<u8>) {}
    #[function(topic(L), id = \"ID-line-hears\" PLACE)] async fn f(Message(m): Message<u8>) {}
    #[function(schedule(\"rate(1 day)\", timezone = \"America/Argentina/ComodRivadavia\"), id = \"ID-clock\" PLACE)] async fn g(q: Sender<Q>, f: Sender<F>) {}
    #[function(table(T), id = \"ID-changes\" PLACE)] async fn h(change: Change<T>) {}
    #[function(bucket(B), id = \"ID-objects\" PLACE)] async fn i(o: Object) {}
    #[function(event(E, source = \"s\"), id = \"ID-events\" PLACE)] async fn j(e: Event<u8>) {}
    #[function(stream(S), id = \"ID-records\" PLACE)] async fn k(Record(r): Record<u8>) {}
    #[function(call, id = \"ID-called\" PLACE)] async fn l(e: Bus<E, can::Put>, s: Stream<S, can::Put>) {}
";

const SERVICE: &str =
    "#[service(http(port = 8080, path = \"/s\"), id = \"ID-service\")] async fn s() -> Result<Router> {}";

/// The files, with ids, names of the application and of the environment as long as they may be.
fn files(place: &str) -> BTreeMap<String, String> {
    let mut source = format!("{RESOURCES}{FUNCTIONS}").replace("PLACE", place);
    if !place.is_empty() {
        source.push_str(SERVICE);
    }
    // Each id is filled up in front of its word; a long comment becomes a description.
    let documented = source.replace("#[function", &format!("/// {}\n#[function", letters(400)));
    let mut parts = documented.split("ID-");
    let mut source = parts.next().expect("there is a beginning").to_owned();
    for part in parts {
        let word = part.split('"').next().expect("an id ends with its quote");
        let _ = write!(source, "{}-{part}", letters(49 - word.len() as u64));
    }
    Application::of(source).named(&letters(30), &letters(30)).compiled()
}

fn is(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == extension)
}

#[test]
fn everything_in_terraform_fits() {
    let mut longest: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for text in files("").into_iter().chain(files(", place = container")).filter(|it| is(&it.0, "tf")) {
        let body: Body = text.1.parse().expect("generated Terraform is HCL");
        for block in body.get_blocks("resource") {
            for (kind, attribute, _) in TEXTS.iter().chain(POLICIES).filter(|it| block.has_labels(&[it.0])) {
                let Some(found) = block.body.get_attribute(attribute) else { continue };
                let length = match &found.value {
                    Expression::String(text) => text.value().chars().count(),
                    other => encoded(&other.to_string()),
                };
                let known = longest.entry((kind, attribute)).or_default();
                *known = length.max(*known);
            }
        }
    }
    for (kind, attribute, most) in TEXTS.iter().chain(POLICIES) {
        let length = longest.get(&(*kind, *attribute)).unwrap_or_else(|| panic!("no {kind} has `{attribute}`"));
        assert!(length <= most, "{kind}.{attribute} has {length} characters, and AWS takes {most}");
    }
    assert_eq!(longest[&("aws_lambda_function", "description")], 256, "a longer one is cut");
    assert_eq!(longest[&("aws_lambda_function", "function_name")], 64, "a longer one is cut");
}

/// Characters of JSON without white space, at most, with what is filled in.
fn encoded(expression: &str) -> usize {
    let references = expression.matches("aws_").count() + expression.matches("var.").count();
    expression.chars().filter(|c| !c.is_whitespace()).count() + references * FILLED_IN
}

#[test]
fn everything_in_kubernetes_fits() {
    let manifests: Vec<String> =
        files(", place = container").into_iter().filter(|it| is(&it.0, "yaml")).map(|it| it.1).collect();
    assert!(manifests.len() > 12, "{}", manifests.len());
    let mut names = 0;
    for document in manifests.iter().flat_map(|text| text.split("\n---\n")) {
        // A CronJob leaves room for the eleven characters of its runs.
        let most = if document.contains("kind: CronJob") { 52 } else { 63 };
        for line in document.lines() {
            let line = line.trim().trim_start_matches("- ");
            let value =
                line.split_once(": ").filter(|(key, _)| *key == "name" || key.starts_with("app.kubernetes.io/"));
            let Some((key, value)) = value else { continue };
            let most = if key == "name" { most } else { 63 };
            assert!(value.chars().count() <= most, "{line}");
            names += 1;
        }
    }
    assert!(names > 100, "{names}");
}
