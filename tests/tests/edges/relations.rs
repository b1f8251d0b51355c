//! Numbers of an application against each other: no platform sets them, and each has its edge.

use watershed_grammar::Limit;
use watershed_grammar::limit::Unit;
use watershed_tests::seen;

use super::application::{Application, called, queue, stream, topic, worker};
use super::case::{Case, End};

/// A number up to which nothing is said.
const fn up_to(high: u64, what: &'static str) -> Limit {
    Limit { what, unit: Unit::Count, low: 0, high, source: "what is written beside it" }
}

pub fn cases() -> Vec<Case> {
    [sums(), times(), too_few(), places()].into_iter().flatten().collect()
}

fn sums() -> Vec<Case> {
    vec![
        Case::new(
            up_to(5, "what a mapping may start against what may run"),
            |n| queue("", &format!(", concurrency = {n}"), ", scale(max = 5)"),
            |n| n.to_string(),
        )
        .code("WS0219")
        .by_compiler(),
        Case::new(
            up_to(5, "shards, with two batches each, against what may run"),
            |n| stream(&format!("(shards = {n})"), ", parallel = 2", ", scale(max = 10)"),
            |_| "10".to_owned(),
        )
        .code("WS0219")
        .by_compiler(),
        Case::new(
            up_to(900, "what is kept ready, and not reserved, against the account"),
            |n| called(&format!("scale(warm = {n})")),
            |n| n.to_string(),
        )
        .code("WS0225")
        .by_compiler(),
        Case::new(
            up_to(7, "what is kept ready against what may run"),
            |n| Application::of(format!("#[function(call, scale(max = 7, warm = {n}))] async fn f() {{}}")),
            |n| n.to_string(),
        )
        .code("WS0015"),
    ]
}

fn times() -> Vec<Case> {
    let seconds: fn(u64) -> String = |n| format!("\"{n}s\"");
    vec![
        Case::new(
            up_to(120, "a run against the pause before the next one"),
            |n| {
                let timeout = format!("timeout = \"{n}s\"");
                Application::of(format!("#[function(schedule(\"rate(2 minutes)\"), {timeout})] async fn f() {{}}"))
            },
            |_| "\"rate(2 minutes)\"".to_owned(),
        )
        .code("WS0606")
        .by_compiler(),
        Case::new(
            up_to(20, "a callee against its caller"),
            |n| {
                Application::of(format!(
                    "#[function(call, timeout = \"{n}s\")] async fn callee() {{}}
                    #[function(call, timeout = \"20s\")] async fn caller(next: Caller<callee>) {{}}"
                ))
            },
            |_| "Caller<callee>".to_owned(),
        )
        .code("WS0605")
        .by_compiler(),
        // With six times a minute each, four days have room for 960 tries.
        Case::new(
            up_to(959, "the tries of a topic's message against the time that its queue keeps it"),
            |n| topic("", &format!(", retries = {n}, timeout = \"60s\"")),
            |n| n.to_string(),
        )
        .code("WS0214")
        .by_compiler(),
        // Five tries of six times 60 s take 1800 s.
        Case::new(
            up_to(1800, "the tries of a message against the time that it is kept, from an hour down"),
            |n| queue(&format!("(retention = \"{}s\")", 3600 - n), "", ", timeout = \"60s\""),
            |n| seconds_of(3600 - n),
        )
        .code("WS0214")
        .by_compiler(),
        Case::new(
            up_to(14 * 86_400 - 1, "the time that a message is kept against that of dead letters"),
            |n| queue(&format!("(retention = \"{}s\")", n.max(86_400)), "", ""),
            seconds,
        )
        .code("WS0214")
        .by_compiler(),
    ]
}

fn seconds_of(seconds: u64) -> String {
    format!("\"{seconds}s\"")
}

fn too_few() -> Vec<Case> {
    vec![
        Case::new(
            up_to(1, "how far below three a queue's function is held"),
            |n| queue("", "", &format!(", scale(max = {})", 3 - n)),
            |n| (3 - n).to_string(),
        )
        .code("WS0227")
        .by_compiler(),
        Case::new(
            up_to(1, "how far below three replicas a protected environment has"),
            |n| {
                let scale = format!("scale(min = {0}, max = {0})", 3 - n);
                let service = format!("#[service(http(port = 8080), {scale})] async fn s() -> Result<Router> {{}}");
                Application::of(service).in_environment("protected: true")
            },
            |n| (3 - n).to_string(),
        )
        .code("WS0414")
        .by_compiler(),
    ]
}

/// What Kubernetes and KEDA take of a component in the cluster.
fn places() -> Vec<Case> {
    let one_at_least = Limit { low: 1, ..up_to(5, "replicas that processor time scales") };
    let long = |n: u64| {
        let consumer = queue("", "", &format!(", timeout = \"{n}s\", place = container, group = \"shop\""));
        consumer.and("#[function(call, place = container, group = \"shop\")] async fn h() {}")
    };
    vec![
        Case::new(one_at_least, |n| worker(&format!("scale(min = {n}, max = 5)")), |n| n.to_string())
            .only(End::Low)
            .code("WS0402")
            .by_compiler(),
        Case::new(up_to(300, "seconds of a handler that shares its deployment"), long, |_| "\"shop\"".to_owned())
            .code("WS0215")
            .by_compiler(),
    ]
}

#[test]
fn a_consumer_of_a_queue_goes_down_to_none() {
    let none = queue("", "", ", place = container, scale(min = 0)");
    let wrong: Vec<_> = seen::by_compiler(&none.files()).into_iter().filter(|it| it.is_error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
