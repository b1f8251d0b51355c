//! One slip is one mistake, and its help is what was meant.

mod common;

use common::read;

/// What is said of a function with these arguments: help, and whether it mends the text.
fn said(arguments: &str) -> Vec<(String, bool)> {
    let text = format!("#[function({arguments})] async fn f() {{}}");
    let mended = |fix: &watershed_grammar::Fix| {
        let (start, end) = (fix.span.start as usize, fix.span.end as usize);
        let text = format!("{}{}{}", &text[..start], fix.text, &text[end..]);
        read(&text).1.is_empty()
    };
    read(&text).1.iter().map(|it| (it.help.join("; "), it.fix.as_ref().is_some_and(mended))).collect()
}

#[test]
fn one_slip_has_one_help() {
    let cases = [
        // Quotes and marks that were forgotten.
        ("schedule(rate(5 minutes))", "write `schedule(\"rate(5 minutes)\")`", true),
        ("schedule(cron(0 8 ? * MON-FRI *))", "write `schedule(\"cron(0 8 ? * MON-FRI *)\")`", true),
        ("schedule(rate(1 minutes))", "AWS wants `rate(1 minute)`", false),
        ("http(GET \"/b\")", "write `GET, \"/b\"`", true),
        ("http(GET, \"/b\" auth = none)", "write `\"/b\", auth`", true),
        ("call timeout = \"5s\"", "write `call, timeout`", true),
        ("http(GET, \"/b\") vpc, timeout = \"5s\"", "write `), vpc`", true),
        ("call, scale(max = 2) timeout = \"5s\"", "write `), timeout`", true),
        ("call, timeout \"5s\"", "write `timeout = \"5s\"`", true),
        ("call, accept(WS0605 \"why\")", "write `WS0605, reason = \"why\"`", true),
        ("call, retries = 2 timeout = \"5s\"", "write `2, timeout`", true),
        ("call, id = work", "write `id = \"work\"`", true),
        ("schedule(\"rate(1 day)\", timezone = UTC)", "write `timezone = \"UTC\"`", true),
        // Quotes that are too many.
        ("call, retries = \"2\"", "write `retries = 2`", true),
        ("call, scale(max = \"5\")", "write `max = 5`", true),
        ("call, arch = \"arm64\"", "write `arch = arm64`", true),
        ("call, place = \"container\"", "write `place = container`", true),
        ("call, place = \"somewhere\"", "write `place = serverless | container`", false),
        ("http(GET, \"/\", auth = \"none\")", "write `auth = none`", true),
        ("http(GET, \"/\", auth = None)", "write `auth = none`", true),
        ("bucket(B, on = \"created\")", "write `created`", true),
        // Units.
        ("call, timeout = \"30\"", "write it like `timeout = \"30s\"`", false),
        ("call, timeout = 30", "write it like `timeout = \"30s\"`", false),
        ("call, timeout = 30s", "write `timeout = \"30s\"`", true),
        ("call, timeout = 3000", "write it like `timeout = \"5s\"`", false),
        ("call, memory = 512", "write it like `memory = \"512MB\"`", false),
        ("call, memory = 2", "write it like `memory = \"256MB\"`", false),
        // Names that are missing or too many.
        (
            "http(GET, \"/\", auth = jwt(\"https://x.example.com\"))",
            "write `jwt(issuer = \"https://x.example.com\", audience = [\"…\"])`",
            false,
        ),
        (
            "http(GET, \"/\", auth = jwt(\"https://x.example.com\", \"a\"))",
            "write `jwt(issuer = \"https://x.example.com\", audience = [\"a\"])`",
            false,
        ),
        (
            "call, accept(WS0601, WS0602, reason = \"r\")",
            "write another for it: `accept(WS0602, reason = \"…\")`",
            false,
        ),
        // Keys at another place.
        (
            "schedule(\"rate(1 day)\"), timezone = \"UTC\"",
            "it belongs into `schedule(…)`: write `schedule(\"rate(1 day)\", timezone = \"UTC\")`",
            false,
        ),
        ("http(GET, \"/\"), auth = none", "it belongs into `http(…)`: write `http(GET, \"/\", auth = none)`", false),
        ("url, streaming", "it belongs into `url(…)`: write `url(streaming)`", false),
        (
            "topic(T), filter(kind = [\"a\", \"b\"])",
            "it belongs into `topic(…)`: write `topic(T, filter(kind = [\"a\", \"b\"]))`",
            false,
        ),
        ("queue(Q), concurrency = 5", "it belongs into `queue(…)`: write `queue(Q, concurrency = 5)`", false),
        ("queue(Q, batch = 5), batch = 6", "remove it: `queue(…)` has one, where it belongs", false),
        (
            "call, batch = 5",
            "it is a key of `queue(…)`, `table(…)`, `stream(…)`, which starts functions in another way",
            false,
        ),
    ];
    for (arguments, help, is_mended) in cases {
        assert_eq!(said(arguments), [(help.to_owned(), is_mended)], "{arguments}");
    }
}

/// What may be meant in two ways is left to who wrote it.
#[test]
fn what_is_unsure_is_not_mended() {
    for arguments in [
        "call, timeout = 5 \"s\"",
        "call, timeout = 5 seconds memory = \"1GB\"",
        "call, env(AA = \"x\" \"y\")",
        "schedule(\"rate(1 day)\") \"Europe/Berlin\"",
    ] {
        let text = format!("#[function({arguments})] async fn f() {{}}");
        let found = read(&text).1;
        let slip = found.iter().find(|it| it.message.starts_with("`,` is missing")).expect(arguments);
        assert!(slip.fix.is_none() && !slip.help.is_empty(), "{arguments}");
    }
}

#[test]
fn two_slips_are_two_mistakes() {
    let helps: Vec<String> = said("http(get \"/b\")").into_iter().map(|(help, _)| help).collect();
    assert_eq!(helps, ["did you mean `GET`?", "write `get, \"/b\"`"]);
}
