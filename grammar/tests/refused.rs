//! Every mistake is refused with its code, at the smallest token, all of them at once.

mod common;

use common::read;

/// The codes of all mistakes, each with the text that is underlined.
fn mistakes(text: &str) -> Vec<(&'static str, String)> {
    let underlined = |d: &watershed_grammar::Diagnostic| {
        let span = d.primary.as_ref().unwrap().span;
        text[span.start as usize..span.end as usize].to_owned()
    };
    read(text).1.iter().map(|d| (d.code.as_str(), underlined(d))).collect()
}

#[track_caller]
fn refuses(text: &str, expected: &[(&str, &str)]) {
    let found = mistakes(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, text)| (*code, text.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

/// A function with these arguments.
fn function(arguments: &str) -> String {
    format!("#[function({arguments})] async fn f() {{}}")
}

#[test]
fn mistakes_in_a_functions_arguments() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("", &[("WS0010", "function")]),
        ("memory = \"256MB\"", &[("WS0010", "function")]),
        ("htp(GET, \"/\")", &[("WS0008", "htp")]),
        ("call, queue(Q)", &[("WS0009", "queue")]),
        ("memory = \"256MB\", call", &[("WS0001", "call")]),
        ("call, timeot = \"5s\"", &[("WS0002", "timeot")]),
        ("call, timeout = \"5s\", timeout = \"6s\"", &[("WS0003", "timeout")]),
        ("call, timeout = 5", &[("WS0006", "5")]),
        ("call, timeout = \"5 parsecs\"", &[("WS0006", "\"5 parsecs\"")]),
        ("call, timeout = \"901s\"", &[("WS0007", "\"901s\"")]),
        ("call, memory = \"127MB\"", &[("WS0007", "\"127MB\"")]),
        ("call, arch = sparc", &[("WS0005", "sparc")]),
        ("call, env(AWS_REGION = \"x\")", &[("WS0016", "AWS_REGION")]),
        ("call, env(A = \"x\")", &[("WS0005", "A")]),
        ("call, id = \"Not Kebab\"", &[("WS0014", "\"Not Kebab\"")]),
        ("call, allow(actions = [\"ses:SendEmail\"], resources = [\"*\"])", &[("WS0017", "allow")]),
        ("call, allow(reason = \" \", actions = [\"ses:X\"], resources = [\"*\"])", &[("WS0017", "\" \"")]),
        ("call, allow(reason = \"a\", actions = [\"ses:a b\"], resources = [\"*\"])", &[("WS0005", "\"ses:a b\"")]),
        ("call, allow(reason = \"a\", actions = [\"ses:X\"], resources = [\"b\"])", &[("WS0005", "\"b\"")]),
        ("call, allow(reason = \"a\", actions = [\"ses:X\"], resources = [\"arn:aws\"])", &[("WS0005", "\"arn:aws\"")]),
        (
            "call, allow(reason = \"a\", actions = [\"ses:X\"], resources = [\"arn::sqs:::q\"])",
            &[("WS0005", "\"arn::sqs:::q\"")],
        ),
        (
            "call, allow(reason = \"a\", actions = [\"ses:X\"], resources = [\"arn:amazon:sqs:::q\"])",
            &[("WS0005", "\"arn:amazon:sqs:::q\"")],
        ),
        (
            "call, allow(reason = \"a\", actions = [\"ses:X\"], resources = [\"arn:aws:*\"])",
            &[("WS0005", "\"arn:aws:*\"")],
        ),
        (
            "call, allow(reason = \"a\", actions = [\"ses:X\"], resources = [\"arn:aws:S3:::b\"])",
            &[("WS0005", "\"arn:aws:S3:::b\"")],
        ),
        ("call, env(AB = \"x\\0\")", &[("WS0005", "\"x\\0\"")]),
        ("call, env(AB = \"x\"y)", &[("WS0005", "\"x\"y")]),
        ("call, env(AB = b\"x\")", &[("WS0005", "b\"x\"")]),
        ("call, scale(min = 3, max = 2)", &[("WS0015", "3")]),
        ("call, scale(warm = 3, max = 2)", &[("WS0015", "3")]),
        ("call, scale(target = cpu(101))", &[("WS0007", "101")]),
        ("call,, vpc", &[("WS0001", ",")]),
        ("call, memory =", &[("WS0001", "memory")]),
        ("call, memory + 5", &[("WS0001", "+")]),
        ("http(FETCH, \"/\")", &[("WS0012", "FETCH")]),
        ("http(GET, \"orders\")", &[("WS0012", "\"orders\"")]),
        ("http(GET, \"/{a}/{a}\")", &[("WS0012", "\"/{a}/{a}\"")]),
        ("http(GET, \"/{rest+}/x\")", &[("WS0012", "\"/{rest+}/x\"")]),
        ("http(GET)", &[("WS0004", "http")]),
        ("http(GET, \"/\", auth = jwt(issuer = \"http://x\"))", &[("WS0004", "jwt"), ("WS0005", "\"http://x\"")]),
        (
            "http(GET, \"/\", auth = jwt(issuer = \"https://a.example.com/\\\"\", audience = \"b\"))",
            &[("WS0005", "\"https://a.example.com/\\\"\"")],
        ),
        ("queue", &[("WS0004", "queue")]),
        ("queue(\"charges\")", &[("WS0005", "\"charges\"")]),
        ("queue(Q, batch = 10001)", &[("WS0007", "10001")]),
        ("schedule(\"rate(1 minutes)\")", &[("WS0013", "\"rate(1 minutes)\"")]),
        ("schedule(\"rate(5 minutes)\", timezone = \"\")", &[("WS0005", "\"\"")]),
        ("schedule(\"rate(5 minutes)\", timezone = \"Europe/Berln\")", &[("WS0005", "\"Europe/Berln\"")]),
        ("schedule(\"rate(5 minutes)\", timezone = \"europe/berlin\")", &[("WS0005", "\"europe/berlin\"")]),
        ("table(T, on = [insert, vanish])", &[("WS0005", "vanish")]),
        ("event(B)", &[("WS0004", "event")]),
    ];
    for (arguments, expected) in cases {
        refuses(&function(arguments), expected);
    }
}

#[test]
fn mistakes_come_all_at_once() {
    let text = function("queue(Q, batch = 0, windw = \"1s\"), memory = 256, color = \"red\", timeout = \"16m\"");
    let codes: Vec<&str> = mistakes(&text).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["WS0007", "WS0002", "WS0006", "WS0002", "WS0007"]);
}

#[test]
fn unknown_words_get_a_suggestion() {
    let (_, found) = read(&function("call, timeot = \"5s\""));
    assert_eq!(found[0].help, ["did you mean `timeout`?"]);
}

#[test]
fn the_item_must_fit() {
    refuses("#[function(call)] fn f() {}", &[("WS0011", "f")]);
    refuses("#[function(call)] async fn f<T>() {}", &[("WS0011", "T")]);
    refuses("#[function(call)] async fn f(&self) {}", &[("WS0011", "&self")]);
    refuses("#[function(call)] async fn f(a: &str, b: impl Send) {}", &[("WS0207", "&str"), ("WS0207", "impl Send")]);
    refuses("#[queue] struct Charges;", &[("WS0011", "Charges")]);
    refuses("#[service(worker, http(port = 80))] async fn f() {}", &[("WS0015", "worker"), ("WS0007", "80")]);
    refuses("#[service] async fn f() {}", &[("WS0004", "service")]);
}

#[test]
fn the_keys_of_a_table_are_its_fields() {
    refuses("#[table] struct T { id: String }", &[("WS0004", "table")]);
    refuses("#[table(key = \"di\")] struct T { id: String }", &[("WS0005", "\"di\"")]);
    refuses("#[table(key = \"id\")] struct T { id: bool }", &[("WS0005", "bool")]);
    refuses("#[table(key = 1, color = 2)] struct T { id: String }", &[("WS0005", "1"), ("WS0002", "color")]);
}

#[test]
fn the_last_allowed_value_passes_and_the_next_fails() {
    let edges = [
        ("call, timeout = \"15m\"", "call, timeout = \"901s\""),
        ("call, timeout = \"1s\"", "call, timeout = \"999ms\""),
        ("call, memory = \"10GB\"", "call, memory = \"10241MB\""),
        ("call, disk = \"512MB\"", "call, disk = \"511MB\""),
        ("queue(Q, concurrency = 2)", "queue(Q, concurrency = 1)"),
        ("queue(Q, concurrency = 1000)", "queue(Q, concurrency = 1001)"),
        ("queue(Q, window = \"300s\")", "queue(Q, window = \"301s\")"),
        ("stream(S, parallel = 10)", "stream(S, parallel = 11)"),
    ];
    for (last, next) in edges {
        refuses(&function(last), &[]);
        assert_eq!(mistakes(&function(next)).first().map(|(code, _)| *code), Some("WS0007"), "{next}");
    }
}

#[test]
fn no_input_panics() {
    let pieces = [
        "http",
        "queue",
        "call",
        "memory",
        "scale",
        "=",
        ",",
        "(",
        ")",
        "[",
        "]",
        "::",
        "\"\"",
        "\"5s\"",
        "\"/{\"",
        "0",
        "18446744073709551616",
        "1.5",
        "'a'",
        "true",
        "r#type",
        "none",
        "$",
        "#",
        "{",
        "}",
        "index",
        "-",
        "b\"x\"",
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut read_through = 0;
    for _ in 0..5_000 {
        let length = next(14);
        let arguments: Vec<&str> = (0..length).map(|_| pieces[next(pieces.len())]).collect();
        let text = function(&arguments.join(" "));
        if is_one_attribute(&text) {
            let _ = read(&text);
            read_through += 1;
        }
    }
    assert!(read_through > 500, "only {read_through} of 5,000 random arguments lexed");
    let deep = function(&format!("call, scale({}1{})", "x(".repeat(500), ")".repeat(500)));
    assert!(mistakes(&deep).iter().any(|(code, _)| *code == "WS0001"), "too deep is refused");
}

/// Whether random arguments left the attribute in one piece: a stray `)` makes other tokens of the whole.
fn is_one_attribute(text: &str) -> bool {
    let Ok(tokens) = text.parse::<proc_macro2::TokenStream>() else { return false };
    let words: Vec<String> = tokens.into_iter().skip(2).map(|token| token.to_string()).collect();
    words.first().is_some_and(|word| word == "async") && text.matches(']').count() == text.matches('[').count()
}
