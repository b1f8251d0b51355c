//! Quotas of the account, by default and as `limits:` says.

use std::collections::BTreeSet;

use watershed_grammar::limits::*;
use watershed_tests::program::project;
use watershed_tests::seen;

use super::application::{Application, called, many};

/// Every quota, the number that AWS documents, and whether it is raised.
const DOCUMENTED: &[(Quota, u32, bool)] = &[
    (CONCURRENCY, 1000, true),
    (ROUTES, 300, true),
    (INTEGRATIONS, 300, false),
    (AUTHORIZERS, 10, true),
    (ROLES, 1000, true),
    (POLICIES, 10, true),
    (RULES, 300, true),
    (BUSES, 100, true),
    (ALARMS, 5000, true),
    (TABLES, 2500, true),
    (BUCKETS, 10_000, true),
    (STREAMS, 50, true),
    (SHARDS, 1000, true),
    (FILTERS, 200, true),
    (STACKS, 2000, true),
];

/// Quotas with a code of their own, and the case that goes beyond them.
const ELSEWHERE: &[(&str, &str)] = &[("policies", "tests/cases-err/ws0231-deployer-size")];

/// The name of a quota, and an application that takes so many.
type Kind = (&'static str, fn(u64) -> Application);

/// Every kind.
const KINDS: &[Kind] = &[
    // 100 of the account's own are kept for functions that reserve none.
    ("concurrency", |n| called(&format!("scale(max = {})", n - 100))),
    ("routes", |n| routes(n, "none")),
    ("integrations", |n| routes(n, "none")),
    ("authorizers", |n| {
        let auth = |n| format!("jwt(issuer = \"https://id{n}.example.com\", audience = [\"a\"])");
        Application::of(many(n, |n| route(n, &auth(n))))
    }),
    ("roles", urls),
    ("rules", |n| {
        Application::of(many(n, |n| format!("#[function(event(source = \"s{n}\"))] async fn f{n}(e: Event<u8>) {{}}")))
    }),
    ("buses", |n| Application::of(many(n, |n| format!("#[bus] struct R{n};")))),
    // A queue has two of them.
    ("alarms", |n| Application::of(many(n.div_ceil(2), |n| format!("#[queue] struct R{n}(u8);")))),
    ("tables", |n| Application::of(many(n, |n| format!("#[table(key = \"id\")] struct R{n} {{ id: String }}")))),
    ("buckets", |n| Application::of(many(n, |n| format!("#[bucket] struct R{n};")))),
    ("streams", |n| Application::of(many(n, |n| format!("#[stream] struct R{n}(u8);")))),
    ("shards", |n| Application::of(format!("#[stream(shards = {n})] struct R(u8);"))),
    ("filters", |n| {
        let one = |n| format!("#[function(topic(T, filter(a = \"x\")))] async fn f{n}(m: Message<u8>) {{}}");
        Application::of(format!("#[topic] struct T(u8);\n{}", many(n, one)))
    }),
    ("stacks", urls),
];

fn route(number: u64, auth: &str) -> String {
    format!("#[function(http(GET, \"/r{number}\", auth = {auth}))] async fn f{number}() -> String {{}}")
}

fn routes(count: u64, auth: &str) -> Application {
    Application::of(many(count, |n| route(n, auth)))
}

fn urls(count: u64) -> Application {
    Application::of(many(count, |n| format!("#[function(url(auth = none))] async fn f{n}() -> String {{}}")))
}

#[test]
fn the_table_has_the_documented_quotas() {
    let known = |quota: &Quota| DOCUMENTED.iter().find(|(row, ..)| row.name == quota.name);
    let is_right = |quota: &&Quota| {
        known(quota).is_some_and(|(_, number, raised)| (quota.default, quota.is_raised) == (*number, *raised))
    };
    let wrong: Vec<_> = QUOTAS.iter().filter(|it| !is_right(it)).map(|it| (it.name, it.default)).collect();
    assert!(wrong.is_empty(), "these are not as documented: {wrong:?}");
    assert_eq!(DOCUMENTED.len(), QUOTAS.len(), "each quota once");
    assert_eq!(UNRESERVED, 100);
}

/// Whether an application is beyond a quota, in the words of the finding.
fn is_beyond(quota: &Quota, application: &Application) -> bool {
    let what = quota.what.split(';').next().unwrap_or_default();
    let is = |it: &seen::Found| {
        let is_sum = quota.name == "concurrency" && it.seen.text.contains(" reserve or keep ready ");
        it.seen.code == "WS0225"
            && it.is_error != quota.is_raised
            && (it.seen.text.contains(what) || is_sum)
            && it.seen.text.contains(&format!("limits: {{ {}: ", quota.name))
    };
    seen::by_compiler(&application.files()).iter().any(is)
}

#[test]
fn each_quota_holds_at_its_edge() {
    let shown: BTreeSet<&str> = KINDS.iter().map(|(name, _)| *name).chain(ELSEWHERE.iter().map(|it| it.0)).collect();
    assert!(ELSEWHERE.iter().all(|(_, case)| project().join(case).is_dir()));
    let missing: Vec<&str> = QUOTAS.iter().map(|it| it.name).filter(|name| !shown.contains(name)).collect();
    assert!(missing.is_empty(), "no application goes beyond {missing:?}");
    for (name, application) in KINDS {
        let quota = QUOTAS.iter().find(|it| it.name == *name).expect("the quota is in the table");
        for most in [u64::from(quota.default), if *name == "concurrency" { 200 } else { 4 }] {
            let is_default = most == u64::from(quota.default);
            let own = if is_default { String::new() } else { format!("{name}: {most}, ") };
            // Each route has a function of its own, so the one that is not asked for makes room.
            let room = if *name == "routes" { format!("integrations: {}", most + 2) } else { String::new() };
            let with = |count: u64| application(count).with(format!("limits: {{ {own}{room} }}"));
            assert!(!is_beyond(quota, &with(most)), "{name}: {most} are allowed");
            assert!(is_beyond(quota, &with(most + 1)), "{name}: {} are too many", most + 1);
        }
    }
}
