//! Numbers of triggers and resources.

use watershed_grammar::limits::*;

use super::application::{Application, bucket, letters, many, queue, quoted, stream, table, topic};
use super::case::{Case, End};

pub fn cases() -> Vec<Case> {
    [queues(), streams(), topics(), others(), listeners()].into_iter().flatten().collect()
}

fn queues() -> Vec<Case> {
    let seconds: fn(u64) -> String = |n| format!("\"{n}s\"");
    vec![
        Case::new(MAPPING_BATCH, |n| queue("", &format!(", batch = {n}"), ""), |n| n.to_string()),
        Case::new(MAPPING_WINDOW, |n| queue("", &format!(", window = \"{n}s\""), ""), seconds),
        Case::new(MAPPING_CONCURRENCY, |n| queue("", &format!(", concurrency = {n}"), ""), |n| n.to_string()),
        Case::new(
            WITHOUT_WINDOW,
            |n| queue("", &format!(", batch = {n}, window = \"0s\""), ""),
            |_| "\"0s\"".to_owned(),
        )
        .only(End::High)
        .code("WS0015")
        .by_compiler(),
        Case::new(FIFO_BATCH, |n| queue("(fifo)", &format!(", batch = {n}"), ""), |n| n.to_string())
            .only(End::High)
            .code("WS0018")
            .by_compiler(),
        Case::new(QUEUE_RECEIVES, |n| queue(&format!("(retries = {n})"), "", ""), |n| n.to_string()),
        Case::new(QUEUE_RETENTION, |n| queue(&format!("(retention = \"{n}s\")"), "", ""), seconds),
        Case::new(QUEUE_DELAY, |n| queue(&format!("(delay = \"{n}s\")"), "", ""), seconds),
    ]
}

fn streams() -> Vec<Case> {
    let seconds: fn(u64) -> String = |n| format!("\"{n}s\"");
    vec![
        Case::new(MAPPING_BATCH, |n| stream("", &format!(", batch = {n}"), ""), |n| n.to_string()),
        Case::new(MAPPING_BATCH, |n| table(&format!(", batch = {n}"), ""), |n| n.to_string()),
        Case::new(STREAM_PARALLEL, |n| stream("", &format!(", parallel = {n}"), ""), |n| n.to_string()),
        Case::new(STREAM_SHARDS, |n| stream(&format!("(shards = {n})"), "", ""), |n| n.to_string()),
        Case::new(STREAM_RETENTION, |n| stream(&format!("(retention = \"{n}s\")"), "", ""), seconds),
    ]
}

fn topics() -> Vec<Case> {
    vec![
        Case::new(
            FILTER_FIELDS,
            |n| {
                let fields: Vec<String> = (0..n).map(|field| format!("f{field} = \"x\"")).collect();
                topic(&format!(", filter({})", fields.join(", ")), "")
            },
            |_| "filter".to_owned(),
        )
        .only(End::High),
        Case::new(
            FILTER_COMBINATIONS,
            |n| topic(&format!(", filter(a = [{}])", texts(n)), ""),
            |_| "filter".to_owned(),
        )
        .only(End::High),
        Case::new(FILTER_COMBINATIONS, |n| topic(&format!(", filter(a = [{}])", texts(n)), ""), |_| "[]".to_owned())
            .only(End::Low)
            .code("WS0005"),
        Case::new(QUEUE_RETRIES, |n| topic("", &format!(", retries = {n}, timeout = \"1s\"")), |n| n.to_string())
            .code("WS0220")
            .by_compiler(),
    ]
}

fn others() -> Vec<Case> {
    let day = 86_400;
    let days: fn(u64) -> String = |n| format!("\"{}d\"", n / 86_400);
    vec![
        Case::new(BUCKET_EXPIRE, |n| bucket(&format!("(expire = \"{}d\")", n / 86_400), ""), days).step(day),
        Case::new(BUCKET_FILTER, |n| bucket("", &format!(", prefix = {}", quoted(n))), quoted),
        Case::new(BUCKET_FILTER, |n| bucket("", &format!(", suffix = {}", quoted(n))), quoted),
        // S3 compares with encoded keys: `%` is sent as `%25`.
        Case::new(
            BUCKET_FILTER,
            |n| bucket("", &format!(", prefix = \"%{}\"", letters(n - 3))),
            |n| format!("\"%{}\"", letters(n - 3)),
        )
        .only(End::High),
        // `{"source":["…"]}` has 15 characters around the text.
        Case::new(EVENT_PATTERN, |n| event(&letters(n - 15)), |n| quoted(n - 15)),
        Case::new(ROUTE_AUDIENCES, tokens, |_| "jwt".to_owned()).only(End::High),
        Case::new(ROUTE_AUDIENCES, tokens, |_| "jwt".to_owned()).only(End::Low).code("WS0004"),
        Case::new(ROUTE_AUDIENCES, default_tokens, |n| format!("\"x{}\"", n - 1)).only(End::High).by_compiler(),
        Case::new(TABLE_INDEXES, indexes, |_| "index".to_owned()),
        Case::new(INDEX_NAME, index, quoted).code("WS0014"),
        Case::new(EXTERNAL, external, quoted).code("WS0005"),
        Case::new(SCHEDULE_EXPRESSION, |n| schedule(&cron(n)), |n| format!("\"{}\"", cron(n))).only(End::High),
        Case::new(TAG_KEY, |n| tagged(&letters(n), "x"), letters).only(End::High).code("WS0005"),
        Case::new(TAG_KEY, |n| schedule("rate(1 day)").with(format!("tags: {{ {}: x }}", quoted(n))), quoted)
            .code("WS0301")
            .by_compiler(),
        Case::new(TAG_VALUE, |n| tagged("t", &letters(n)), quoted).code("WS0005"),
        Case::new(TAG_VALUE, |n| schedule("rate(1 day)").with(format!("tags: {{ t: {} }}", quoted(n))), quoted)
            .code("WS0301")
            .by_compiler(),
    ]
}

/// What many functions do to one thing.
fn listeners() -> Vec<Case> {
    vec![
        Case::new(
            TABLE_READERS,
            |n| {
                let readers = many(n, |n| format!("#[function(table(T))] async fn f{n}(change: Change<T>) {{}}"));
                Application::of(format!("#[table(key = \"id\", stream)] struct T {{ id: String }}\n{readers}"))
            },
            |_| "table".to_owned(),
        )
        .code("WS0226")
        .by_compiler(),
        Case::new(
            STREAM_READERS,
            |n| {
                let readers = many(n, |n| format!("#[function(stream(S))] async fn f{n}(r: Record<u8>) {{}}"));
                Application::of(format!("#[stream] struct S(u8);\n{readers}"))
            },
            |_| "stream".to_owned(),
        )
        .code("WS0226")
        .by_compiler(),
        Case::new(
            BUCKET_LISTENERS,
            |n| {
                let one = |n| format!("#[function(bucket(B, prefix = \"{n}/\"))] async fn f{n}(o: Object) {{}}");
                Application::of(format!("#[bucket] struct B;\n{}", many(n, one)))
            },
            |_| "bucket".to_owned(),
        )
        .code("WS0230")
        .by_compiler(),
    ]
}

fn texts(count: u64) -> String {
    (0..count).map(|n| format!("\"x{n}\"")).collect::<Vec<_>>().join(", ")
}

fn event(source: &str) -> Application {
    Application::of(format!("#[function(event(source = \"{source}\"))] async fn f(e: Event<u8>) {{}}"))
}

fn tokens(audiences: u64) -> Application {
    let auth = format!("jwt(issuer = \"https://id.example.com\", audience = [{}])", texts(audiences));
    Application::of(format!("#[function(http(GET, \"/\", auth = {auth}))] async fn f() -> String {{}}"))
}

fn default_tokens(audiences: u64) -> Application {
    let jwt = format!("jwt: {{ issuer: \"https://id.example.com\", audience: [{}] }}", texts(audiences));
    Application::of("#[function(http(GET, \"/\"))] async fn f() -> String {}")
        .with(format!("http: {{ auth: {{ {jwt} }} }}"))
}

fn indexes(count: u64) -> Application {
    let all: Vec<String> = (0..count).map(|n| format!("index(\"by-{n}\", key = \"c\")")).collect();
    let keys = [vec!["key = \"id\"".to_owned()], all].concat().join(", ");
    Application::of(format!("#[table({keys})] struct T {{ id: String, c: String }}"))
}

fn index(length: u64) -> Application {
    let index = format!("index({}, key = \"c\")", quoted(length));
    Application::of(format!("#[table(key = \"id\", {index})] struct T {{ id: String, c: String }}"))
}

fn external(length: u64) -> Application {
    Application::of(format!("#[queue(external = {})] struct Q(u8);", quoted(length)))
}

fn tagged(key: &str, value: &str) -> Application {
    Application::of(format!("#[bucket(tags({key} = \"{value}\"))] struct B;"))
}

fn schedule(when: &str) -> Application {
    Application::of(format!("#[function(schedule(\"{when}\"), timeout = \"1s\")] async fn f() {{}}"))
}

/// A cron of so many characters: it names minutes again and again.
fn cron(length: u64) -> String {
    let left = length - "cron(0 0 ? * * *)".len() as u64;
    let (ten, zeros) = if left.is_multiple_of(2) { ("", left / 2) } else { (",10", (left - 3) / 2) };
    format!("cron(0{}{ten} 0 ? * * *)", ",0".repeat(usize::try_from(zeros).expect("it is short")))
}
