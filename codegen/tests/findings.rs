//! Findings that depend on what else is there: what is accepted, what is reached without a handle, what `main` does.

use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;

const SETTINGS: &str = "app: shop\nregion: eu-west-1\nenvironments:\n  dev: {}\n";
const CLUSTER: &str = "app: shop\nregion: eu-west-1\nkubernetes:\n  image: registry.example.com/shop\n  internal: true\nenvironments:\n  dev: {}\n";

/// The codes of everything that is found, each once.
fn codes(source: &str, settings: &str) -> Vec<String> {
    let mut world = MemoryWorld::default();
    let manifest = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";
    world.insert("Cargo.toml", manifest.as_bytes());
    world.insert("watershed.yaml", settings.as_bytes());
    world.insert("src/main.rs", format!("use watershed::prelude::*;\n{source}").as_bytes());
    let mut codes: Vec<String> =
        compile(&world, &Request::default()).diagnostics.iter().map(|it| it.code.to_string()).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn one_replica_is_enough_where_nothing_is_protected() {
    let source = "#[service(http(port = 8080), scale(min = 1, max = 1))] async fn s() -> Result<()> {}";
    let protected = CLUSTER.replace("dev: {}", "dev: { protected: true }");
    assert!(codes(source, &protected).contains(&"WS0414".to_owned()));
    assert!(!codes(source, CLUSTER).contains(&"WS0414".to_owned()));
}

#[test]
fn what_is_accepted_is_silent_and_what_is_not_there_is_refused() {
    let looped = |accept: &str| {
        format!(
            "#[queue] struct Q(u8); #[function(queue(Q){accept})] async fn f(Message(m): Message<u8>, q: Sender<Q>) {{}}"
        )
    };
    assert_eq!(codes(&looped(""), SETTINGS), ["WS0601"]);
    assert_eq!(codes(&looped(", accept(WS0601, reason = \"it counts down\")"), SETTINGS), Vec::<String>::new());
    assert_eq!(codes(&looped(", accept(WS0602, reason = \"wrong\")"), SETTINGS), ["WS0601"]);
    let needless = "#[function(call, accept(WS0601, reason = \"x\"))] async fn f() {}";
    assert_eq!(codes(needless, SETTINGS), ["WS0024"]);
    // Needed in one environment is needed.
    let settings =
        "app: shop\nregion: eu-west-1\nenvironments:\n  dev: {}\n  prod: { functions: { f: { timeout: 2m } } }\n";
    let slow =
        "#[function(http(GET, \"/\", auth = none), accept(WS0218, reason = \"a report\"))] async fn f() -> String {}";
    assert_eq!(codes(slow, settings), Vec::<String>::new());
}

#[test]
fn permissions_beyond_handles_are_no_lack_of_producers() {
    let source = |allow: &str| {
        format!(
            "#[queue] struct Q(u8); #[function(queue(Q))] async fn f(Message(m): Message<u8>) {{}} #[function(call{allow})] async fn g() {{}}"
        )
    };
    assert_eq!(codes(&source(""), SETTINGS), ["WS0602"]);
    let allow = ", allow(reason = \"the old client\", actions = [\"sqs:SendMessage\"], resources = [\"*\"])";
    assert_eq!(codes(&source(allow), SETTINGS), Vec::<String>::new());
}

#[test]
fn a_main_that_runs_the_application_may_do_so_in_any_way() {
    let function = "#[function(call)] async fn f() {}\n";
    for main in [
        "fn main() { watershed::run() }",
        "use watershed as w; fn main() { w::run() }",
        "use watershed::run; fn main() { run() }",
        "fn main() { start() } fn start() -> ! { ::watershed::run() }",
        "extern crate watershed as ws; fn main() { ws::run() }",
        "extern crate watershed as ws; mod inner { pub fn start() { ws::run() } } fn main() { inner::start() }",
        "fn main() { rt().block_on(async { migrations::run().await }); watershed::run() }",
        "fn main() { rt().block_on(async { tokio::task::spawn_blocking(|| watershed::run()).await }) }",
        "fn main() { pollster::block_on(async { watershed::run() }) }",
        "",
    ] {
        assert_eq!(codes(&format!("{function}{main}"), SETTINGS), Vec::<String>::new(), "{main}");
    }
    for main in [
        "fn main() {}",
        "fn main() { other::run() }",
        "fn main() { println!(\"watershed::run()\") }",
        "fn main() { /* watershed::run() */ }",
        "#[tokio::main] async fn main() { watershed::run() }",
        "extern crate other as ws; fn main() { ws::run() }",
        "fn main() { let rt = tokio::runtime::Runtime::new().unwrap(); rt.block_on(async { watershed::run() }) }",
        "extern crate watershed as ws; fn main() { rt().block_on(async { warm().await; ws::run() }); }",
    ] {
        assert_eq!(codes(&format!("{function}{main}"), SETTINGS), ["WS0115"], "{main}");
    }
}

#[test]
fn objects_that_expire_are_removed() {
    let source = |bucket: &str| {
        format!("{bucket} struct B; #[function(bucket(B, on = removed))] async fn f(o: Object<B>) -> Result<()> {{}}")
    };
    assert_eq!(codes(&source("#[bucket(expire = \"30d\")]"), SETTINGS), Vec::<String>::new());
    assert_eq!(codes(&source("#[bucket]"), SETTINGS), ["WS0602"]);
}

#[test]
fn a_field_that_a_function_writes_may_be_a_text() {
    let source = |serde: &str| {
        format!(
            "#[derive(Serialize)] struct M {{ {serde} n: u64 }} #[topic] struct P(M);
            #[function(topic(P, filter(n = \"1\")))] async fn f(Message(m): Message<M>) -> Result<()> {{}}
            #[function(call)] async fn g(p: Publisher<P>) -> Result<()> {{}}"
        )
    };
    assert_eq!(codes(&source("#[serde(with = \"as_text\")]"), SETTINGS), Vec::<String>::new());
    assert_eq!(codes(&source("#[serde(serialize_with = \"as_text\")]"), SETTINGS), Vec::<String>::new());
    assert_eq!(codes(&source(""), SETTINGS), ["WS0228"]);
}

#[test]
fn environments_share_what_one_cluster_or_account_has() {
    let service = "#[service(http(port = 8080))] async fn web() -> Result<Router> {}";
    let gateway = |rest: &str| {
        format!(
            "app: shop\nregion: eu-west-1\nkubernetes: {{ gateway: {{ name: public{rest} }}, host: a.example.com, image: a.example.com/a }}\nenvironments: {{ dev: {{}}, prod: {{}} }}\n"
        )
    };
    assert_eq!(codes(service, &gateway(", namespace: infra")), ["WS0415"]);
    assert_eq!(codes(service, &gateway("")), Vec::<String>::new());

    let functions = "#[function(call)] async fn a() {} #[function(call)] async fn eu_a() {}";
    let regions = |other: &str| {
        format!("app: shop\nregion: eu-west-1\nenvironments: {{ dev: {{}}, dev-eu: {{ region: {other} }} }}\n")
    };
    assert_eq!(codes(functions, &regions("eu-central-1")), ["WS0217"]);
    assert_eq!(codes(functions, &regions("cn-north-1")), Vec::<String>::new());
}

#[test]
fn the_policy_of_kedas_operator_is_counted() {
    let functions = |count: usize| {
        let each = (0..count).map(|n| {
            let n = n + 100;
            format!(
                "#[queue(accept(WS0602, reason = \"others send\"))] struct Q{n}(u8); \
                 #[function(queue(Q{n}), place = container)] async fn f{n}(Message(m): Message<u8>) {{}} "
            )
        });
        each.collect::<Vec<_>>().concat()
    };
    let empty = r#"{"Statement":[{"Action":"sqs:GetQueueAttributes","Effect":"Allow","Resource":[],"Sid":"SqsGetQueueAttributes"}],"Version":"2012-10-17"}"#;
    let each = r#""arn:aws:sqs:eu-west-1:123456789012:shop-dev-q100","#.len();
    let most = (10_240 - empty.len()) / each;
    let has = |count| codes(&functions(count), CLUSTER).contains(&"WS0224".to_owned());
    assert!(!has(most - 1) && has(most + 1), "{most}");
}
