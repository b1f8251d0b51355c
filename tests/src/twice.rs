//! A test of an application that runs a second time, with its resources behind AWS's API.

use std::process::Command;
use std::time::Instant;

use tempfile::TempDir;

use crate::judges::cloud::{ask, find};
use crate::judges::server::Server;
use crate::judges::{judged, or_skip};

/// What everything begins with that a test makes.
pub const PREFIX: &str = "watershed-test-";

/// How each service is asked for what there is.
const LISTS: [(&str, &str, &str); 8] = [
    ("dynamodb", "DynamoDB_20120810.ListTables", "{}"),
    ("events", "AWSEvents.ListEventBuses", "{}"),
    ("kinesis", "Kinesis_20131202.ListStreams", "{}"),
    ("s3", "", ""),
    ("secretsmanager", "secretsmanager.ListSecrets", "{\"IncludePlannedDeletion\":true}"),
    ("sns", "", "Action=ListTopics&Version=2010-03-31"),
    ("sns", "", "Action=ListSubscriptions&Version=2010-03-31"),
    ("sqs", "AmazonSQS.ListQueues", "{}"),
];

/// A server of AWS's API, and this program run against it.
pub struct Elsewhere {
    server: Server,
    _folder: TempDir,
}

impl Elsewhere {
    /// Starts a server; nothing where it is not installed.
    pub fn start(what: &str) -> Option<Self> {
        let programs = or_skip(what, find())?;
        let folder = tempfile::tempdir().expect("a folder can be made");
        Some(Self { server: programs.start_main(folder.path()), _folder: folder })
    }

    /// What runs tests of this program against it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        command(&self.server.url, arguments)
    }

    /// How many of the services' lists have something that a test has made, and of how many.
    pub fn left(&self) -> (usize, usize) {
        let lists = LISTS.iter().map(|(service, target, body)| list(&self.server.url, service, target, body));
        (lists.filter(|list| list.contains(PREFIX)).count(), LISTS.len())
    }
}

/// What runs tests of this program again, with resources at an endpoint.
pub fn command(endpoint: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a test has a place"));
    let variables = [
        ("WATERSHED_TEST", "aws"),
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        // Nobody asks the machine's own cloud, where it has one.
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ];
    command.args(arguments).envs(variables);
    command
}

/// Runs a command to its end: whether it was good, and what it said.
pub fn said(command: &mut Command) -> (bool, String) {
    let output = command.output().expect("the test starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

/// Runs the tests below a module of this program again, against a server of its own: all of them pass, and nothing is
/// left on the server.
///
/// # Panics
/// One fails, or there are not so many, or something is left.
pub fn on_a_server(what: &str, module: &str, tests: usize) {
    let Some(elsewhere) = Elsewhere::start(what) else { return };
    let begun = Instant::now();
    let (is_good, said) = said(&mut elsewhere.command(&[module]));
    assert!(is_good && said.contains(&format!("test result: ok. {tests} passed")), "{said}");
    assert!(said.matches(PREFIX).count() >= tests, "a switch that does nothing would pass too: {said}");
    assert_eq!(elsewhere.left().0, 0, "something is left behind: {said}");
    let seconds = begun.elapsed().as_secs_f32();
    judged(what, &format!("all {tests} pass on a server too, in {seconds:.1} s, and leave nothing there"));
}

fn list(url: &str, service: &str, target: &str, body: &str) -> String {
    let kind = match service {
        "sqs" | "dynamodb" => "application/x-amz-json-1.0",
        "sns" => "application/x-www-form-urlencoded",
        _ => "application/x-amz-json-1.1",
    };
    let headers = [("Content-Type", kind), ("X-Amz-Target", target)];
    if service == "s3" {
        return ask(url, service, "GET /", &[], body);
    }
    ask(url, service, "POST /", &headers, body)
}
