//! What Kubernetes counts in bytes over many variables: the data of a ConfigMap, and an object as `kubectl apply` notes it.

use std::collections::BTreeMap;

use watershed_grammar::limits::{ANNOTATIONS, CONFIG_MAP_DATA};
use watershed_tests::seen;

use super::application::{Application, letters, worker};

/// A service with so many bytes in its own variables, in parts that each reach a program.
fn with_variables(bytes: u64) -> Application {
    let part = 100_000;
    let lengths = (0..bytes.div_ceil(part)).map(|index| part.min(bytes - index * part));
    let each = lengths.enumerate().map(|(index, length)| format!("V{index:02} = \"{}\"", letters(length)));
    worker(&format!("env({})", each.collect::<Vec<_>>().join(", ")))
}

/// What is said of it with this code: the place and the text.
fn said(application: &Application, code: &str) -> Option<(String, String)> {
    let found = seen::by_compiler(&application.files()).into_iter().find(|it| it.seen.code == code)?;
    assert_eq!(found.is_error, code == "WS0235");
    Some((found.seen.place, found.seen.text))
}

/// The most bytes that pass, by trying.
fn most(code: &str, limit: u64) -> u64 {
    let (mut fits, mut beyond) = (limit - 1_000, limit + 1);
    assert_eq!(said(&with_variables(fits), code), None);
    while fits + 1 < beyond {
        let middle = fits.midpoint(beyond);
        if said(&with_variables(middle), code).is_some() { beyond = middle } else { fits = middle }
    }
    fits
}

/// The variables as the manifest has them, and all its texts as JSON.
fn config_map(application: &Application) -> (BTreeMap<String, String>, String) {
    let files = application.compiled();
    let (_, text) = files.iter().find(|(path, _)| path.ends_with("kubernetes/s.yaml")).expect("the service is there");
    let object = text.split("---\n").find(|it| it.contains("kind: ConfigMap")).expect("there is a ConfigMap");
    let (head, data) = object.split_once("\ndata:\n").expect("it has data");
    let pair = |line: &str| {
        let (key, value) = line.trim().split_once(": ").unwrap_or_else(|| panic!("{line:?} is no variable"));
        (key.to_owned(), value.trim_matches(['"', '\'']).to_owned())
    };
    (data.lines().map(pair).collect(), head.to_owned())
}

#[test]
fn a_config_map_takes_a_mebibyte() {
    let most = most("WS0235", CONFIG_MAP_DATA.high);
    let (data, _) = config_map(&with_variables(most));
    assert_eq!(data.values().map(String::len).sum::<usize>(), 1024 * 1024, "what fits fills it");
    let (place, text) = said(&with_variables(most + 1), "WS0235").expect("one byte more is refused");
    assert_eq!(place, format!("\"{}\"", letters(100_000)), "at the largest");
    assert!(text.contains("take 1048577 bytes"), "{text}");
}

#[test]
fn kubectl_notes_no_more_than_its_annotations_hold() {
    let most = most("WS0236", ANNOTATIONS.high);
    let (data, head) = config_map(&with_variables(most));
    // As JSON a variable has four quotes, a colon and a comma, the last one no comma.
    let data = data.iter().map(|(key, value)| key.len() + value.len() + 6).sum::<usize>() - 1;
    assert!(head.contains("app.kubernetes.io/name: s\n") && head.contains("namespace: shop-dev\n"), "{head}");
    let around = concat!(
        r#"{"apiVersion":"v1","data":{},"kind":"ConfigMap","metadata":{"annotations":{},"labels":{"#,
        r#""app.kubernetes.io/name":"s","app.kubernetes.io/part-of":"shop"},"#,
        r#""name":"s","namespace":"shop-dev"}}"#,
        "\n",
        "kubectl.kubernetes.io/last-applied-configuration",
    );
    assert_eq!(data + around.len(), 256 * 1024, "what fits fills them");
    let (_, text) = said(&with_variables(most + 1), "WS0236").expect("one byte more is told");
    assert!(text.contains("would note 262145 bytes on `ConfigMap s`"), "{text}");
}

/// Go writes `<` in six bytes.
#[test]
fn what_kubectl_escapes_counts_as_it_is_written() {
    let with = |count: usize| worker(&format!("env(A = \"{}\")", "<".repeat(count)));
    assert_eq!(said(&with(43_000), "WS0236"), None);
    assert!(said(&with(44_000), "WS0236").is_some());
}

/// Not only variables grow: an Ingress has each path of a group.
#[test]
fn routes_of_a_group_are_counted_too() {
    let with = |count: u64| {
        let routes = super::application::many(count, |n| {
            format!(
                "#[function(http(GET, \"/route-{n}-{}\", auth = none), place = container, group = \"web\", id = \"r{n}\")] async fn r{n}() -> String {{}}",
                letters(400)
            )
        });
        Application::of(routes).in_environment("kubernetes: { ingress: { class: nginx }, traffic_from: [web] }")
    };
    assert_eq!(said(&with(40), "WS0236"), None);
    let (place, text) = said(&with(600), "WS0236").expect("the Ingress is told");
    assert!(text.contains("on `Ingress web`") && place == "r0", "{place} {text}");
}
