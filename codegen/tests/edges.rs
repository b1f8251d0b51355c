//! At the edge of each limit: the last that is allowed passes, the next one does not.

use std::fmt::Write as _;

use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;

const SETTINGS: &str = "app: shop\nregion: eu-west-1\nenvironments:\n  dev: {}\n";
const CLUSTER: &str = "app: shop\nregion: eu-west-1\nkubernetes:\n  image: registry.example.com/shop\n  internal: true\nenvironments:\n  dev: {}\n";

/// The codes of everything that is found, each once.
fn codes(source: &str, settings: &str) -> Vec<String> {
    let mut world = MemoryWorld::default();
    let manifest =
        "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nwatershed = \"0.1\"\n";
    world.insert("Cargo.toml", manifest.as_bytes());
    world.insert("watershed.yaml", settings.as_bytes());
    world.insert("src/main.rs", format!("use watershed::prelude::*;\n{source}").as_bytes());
    let mut codes: Vec<String> =
        compile(&world, &Request::default()).diagnostics.iter().map(|it| it.code.to_string()).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[track_caller]
fn edge(code: &str, settings: &str, source: impl Fn(usize) -> String, last: usize) {
    let has = |number| codes(&source(number), settings).iter().any(|it| it == code);
    assert!(!has(last), "{code} at {last}: {:?}", codes(&source(last), settings));
    assert!(has(last + 1), "{code} not at {}: {:?}", last + 1, codes(&source(last + 1), settings));
}

/// So many items, each with its number.
fn many(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", item(number));
        text
    })
}

#[test]
fn numbers_of_one_function() {
    let timeout = |seconds| {
        format!("#[function(http(GET, \"/\", auth = none), timeout = \"{seconds}s\")] async fn f() -> String {{}}")
    };
    edge("WS0218", SETTINGS, timeout, 30);
    let retries = |retries| format!("#[function(call, retries = {retries})] async fn f() {{}}");
    edge("WS0220", SETTINGS, retries, 2);
    let window = |batch| {
        format!(
            "#[queue(fifo)] struct Q(u8); #[function(queue(Q, batch = {batch}))] async fn f(Message(m): Message<u8>) {{}}"
        )
    };
    edge("WS0018", SETTINGS, window, 10);
    let without = |batch| {
        format!(
            "#[queue] struct Q(u8); #[function(queue(Q, batch = {batch}, window = \"0s\"))] async fn f(Message(m): Message<u8>) {{}}"
        )
    };
    edge("WS0015", SETTINGS, without, 10);
    let concurrency = |concurrency| {
        format!(
            "#[queue] struct Q(u8); #[function(queue(Q, concurrency = {concurrency}), scale(max = 5))] async fn f(Message(m): Message<u8>) {{}}"
        )
    };
    edge("WS0219", SETTINGS, concurrency, 5);
    let shards = |shards| {
        format!(
            "#[stream(shards = {shards})] struct S(u8); #[function(stream(S, parallel = 2), scale(max = 10))] async fn f(Record(r): Record<u8>) {{}}"
        )
    };
    edge("WS0219", SETTINGS, shards, 5);
    let pause =
        |seconds| format!("#[function(schedule(\"rate(2 minutes)\"), timeout = \"{seconds}s\")] async fn f() {{}}");
    edge("WS0606", SETTINGS, pause, 120);
}

#[test]
fn messages_that_are_forgotten() {
    // Five tries of six times 60 s take 1800 s.
    let source = |seconds: usize| {
        format!(
            "#[queue(retention = \"{}s\")] struct Q(u8);
            #[function(queue(Q), timeout = \"60s\")] async fn f(Message(m): Message<u8>) {{}}
            #[function(call)] async fn g(q: Sender<Q>) {{}}",
            3600 - seconds
        )
    };
    edge("WS0214", SETTINGS, source, 1800);
    let days = |days| format!("#[queue(retention = \"{}s\")] struct Q(u8);", 14 * 86_400 - 1 + days);
    edge("WS0214", SETTINGS, days, 0);
}

#[test]
fn what_starts_with_too_few() {
    let source = |missing: usize| {
        format!(
            "#[queue] struct Q(u8); #[function(queue(Q), scale(max = {}))] async fn f(Message(m): Message<u8>) {{}}",
            3 - missing
        )
    };
    edge("WS0227", SETTINGS, source, 1);
}

#[test]
fn callers_wait_as_long_as_their_callees() {
    let source = |seconds| {
        format!(
            "#[function(call, timeout = \"{seconds}s\")] async fn callee() {{}}
            #[function(call, timeout = \"20s\")] async fn caller(next: Caller<callee>) {{}}"
        )
    };
    edge("WS0605", SETTINGS, source, 20);
}

#[test]
fn readers_of_one_stream() {
    let table = |count| {
        let readers = many(count, |n| format!("#[function(table(Order))] async fn f{n}(change: Change<Order>) {{}}"));
        format!(
            "#[table(key = \"id\", stream)] struct Order {{ id: String }} #[function(call)] async fn g(o: Writer<Order>) {{}} {readers}"
        )
    };
    edge("WS0226", SETTINGS, table, 2);
    let stream = |count| {
        let readers = many(count, |n| format!("#[function(stream(S))] async fn f{n}(r: Record<u8>) {{}}"));
        format!("#[stream] struct S(u8); {readers}")
    };
    edge("WS0226", SETTINGS, stream, 5);
}

#[test]
fn notifications_of_one_bucket() {
    let source = |count| {
        let listeners =
            many(count, |n| format!("#[function(bucket(B, prefix = \"{n}/\"))] async fn f{n}(o: Object) {{}}"));
        format!("#[bucket] struct B; {listeners}")
    };
    edge("WS0230", SETTINGS, source, 100);
}

#[test]
fn tags_of_one_thing() {
    // Four are Watershed's own.
    let source = |count| {
        let tags: Vec<String> = (0..count).map(|n| format!("t{n} = \"x\"")).collect();
        format!("#[queue(tags({}))] struct Q(u8);", tags.join(", "))
    };
    edge("WS0222", SETTINGS, source, 46);
}

#[test]
fn variables_of_one_function() {
    // `{"TEXT":"…","WATERSHED_APP":"shop","WATERSHED_ENVIRONMENT":"dev"}`
    let own = "{\"TEXT\":\"\",\"WATERSHED_APP\":\"shop\",\"WATERSHED_ENVIRONMENT\":\"dev\"}".len();
    let source = |length: usize| {
        format!("#[function(call, env(TEXT = \"{}\"))] async fn f() {{}}", "ab ".repeat(length)[..length].to_owned())
    };
    edge("WS0223", SETTINGS, source, 4096 - own);
}

#[test]
fn a_policy_grows_with_the_handles() {
    let source = |count| {
        let tables = many(count, |n| format!("#[table(key = \"id\")] struct Table{n} {{ id: String }}"));
        let handles: Vec<String> = (0..count).map(|n| format!("t{n}: Writer<Table{n}>")).collect();
        format!("{tables} #[function(call)] async fn f({}) {{}}", handles.join(", "))
    };
    // The length is an estimate: somewhere between these it passes 10,240 characters.
    assert!(!codes(&source(20), SETTINGS).contains(&"WS0224".to_owned()));
    assert!(codes(&source(60), SETTINGS).contains(&"WS0224".to_owned()));
}

#[test]
fn quotas_of_the_account() {
    let route = |n: usize| format!("#[function(http(GET, \"/r{n}\", auth = none))] async fn f{n}() -> String {{}}");
    edge("WS0225", SETTINGS, |count| many(count, route), 300);
    let more = format!("limits: {{ integrations: 7, routes: 5 }}\n{SETTINGS}");
    edge("WS0225", &more, |count| many(count, route), 5);
    let reserved = |max| format!("#[function(call, scale(max = {max}))] async fn f() {{}}");
    edge("WS0225", SETTINGS, reserved, 900);
    edge("WS0225", &format!("limits: {{ concurrency: 200 }}\n{SETTINGS}"), reserved, 100);
    let token = |n: usize| {
        format!(
            "#[function(http(GET, \"/r{n}\", auth = jwt(issuer = \"https://id{n}.example.com\", audience = [\"a\"])))] async fn f{n}() -> String {{}}"
        )
    };
    edge("WS0225", SETTINGS, |count| many(count, token), 10);
    let rule = |n: usize| format!("#[function(event(source = \"s{n}\"))] async fn f{n}(e: Event<u8>) {{}}");
    edge("WS0225", &format!("limits: {{ rules: 3 }}\n{SETTINGS}"), |count| many(count, rule), 3);
    let filter = |n: usize| format!("#[function(topic(T, filter(a = \"x\")))] async fn f{n}(m: Message<u8>) {{}}");
    let filters = |count| format!("#[topic] struct T(u8); {}", many(count, filter));
    edge("WS0225", &format!("limits: {{ filters: 2 }}\n{SETTINGS}"), filters, 2);
    let url = |n: usize| format!("#[function(url(auth = none))] async fn f{n}() -> String {{}}");
    edge("WS0225", &format!("limits: {{ stacks: 1 }}\n{SETTINGS}"), |count| many(count, url), 1);
    edge("WS0225", &format!("limits: {{ roles: 4 }}\n{SETTINGS}"), |count| many(count, url), 4);
    for (name, item) in [
        ("tables", "#[table(key = \"id\")] struct R0 { id: String }"),
        ("buckets", "#[bucket] struct R0;"),
        ("buses", "#[bus] struct R0;"),
        ("streams", "#[stream] struct R0(u8);"),
        ("shards", "#[stream(shards = 1)] struct R0(u8);"),
    ] {
        let items = |count| many(count, |n| item.replace("R0", &format!("R{n}")));
        edge("WS0225", &format!("limits: {{ {name}: 2 }}\n{SETTINGS}"), items, 2);
    }
    // Each queue has two alarms.
    let queue = |count| many(count, |n| format!("#[queue] struct Q{n}(u8);"));
    edge("WS0225", &format!("limits: {{ alarms: 4 }}\n{SETTINGS}"), queue, 2);
}

#[test]
fn subnets_and_security_groups() {
    let ids = |prefix: &str, count: usize| {
        (0..count).map(|n| format!("{prefix}-0a1b2c{n:02}")).collect::<Vec<_>>().join(", ")
    };
    let has = |subnets, groups| {
        let vpc = format!(
            "vpc: {{ subnets: [{}], security_groups: [{}] }}\n{SETTINGS}",
            ids("subnet", subnets),
            ids("sg", groups)
        );
        codes("", &vpc).contains(&"WS0007".to_owned())
    };
    assert!(!has(16, 5) && has(17, 5) && has(16, 6));
}

#[test]
fn one_replica_only_where_nothing_is_protected() {
    let protected = CLUSTER.replace("dev: {}", "dev: { protected: true }");
    let source = |missing: usize| {
        format!(
            "#[service(http(port = 8080), scale(min = {0}, max = {0}))] async fn s() -> Result<()> {{}}",
            3 - missing
        )
    };
    edge("WS0414", &protected, source, 1);
    assert!(!codes(&source(2), CLUSTER).contains(&"WS0414".to_owned()));
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
        "",
    ] {
        assert_eq!(codes(&format!("{function}{main}"), SETTINGS), Vec::<String>::new(), "{main}");
    }
    for main in [
        "fn main() {}",
        "fn main() { other::run() }",
        "fn main() { println!(\"watershed::run()\") }",
        "fn main() { /* watershed::run() */ }",
    ] {
        assert_eq!(codes(&format!("{function}{main}"), SETTINGS), ["WS0115"], "{main}");
    }
}
