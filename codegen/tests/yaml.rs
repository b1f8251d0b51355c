//! Texts go into YAML and come back as the same texts, also where YAML 1.1 reads a word as something else.

use std::collections::BTreeMap;

use watershed_codegen::kubernetes::config_map::config_map;
use watershed_codegen::kubernetes::{Document, Manifest, Meta, print};

/// What Kubernetes' reader, which is one of YAML 1.1, takes for a boolean, a number, a date or nothing.
const NOT_TEXTS: &[&str] = &[
    "no",
    "No",
    "NO",
    "yes",
    "on",
    "off",
    "y",
    "N",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "",
    "1",
    "-1",
    "+1",
    "1.0",
    ".5",
    "1e3",
    "1E+3",
    "0x1F",
    "0o17",
    "0b11",
    "017",
    "1_000",
    "1:30",
    "1:30:00",
    ".inf",
    "-.INF",
    ".nan",
    "2026-11-24",
    "2026-11-24T10:00:00Z",
    "<<",
    "=",
];

/// What would end a text, begin something else, or get lost.
const AWKWARD: &[&str] = &[
    " ",
    "a ",
    " a",
    "\ta",
    "a\n",
    "a\nb",
    "a\n\nb\n\n",
    "\n",
    "\r\n",
    "a\rb",
    "- a",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "#a",
    "'",
    "\"",
    "'a' \"b\"",
    "\\",
    "\\n",
    "{a}",
    "[a",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "? a",
    ",a",
    "---",
    "...",
    "--- a",
    "größe",
    "日本",
    "🦀",
    "\u{feff}a",
    "\u{200b}",
    "\u{85}",
    "\u{2028}a",
    "\u{7f}",
    "\u{1}",
    "a\u{0}b",
    "${x}",
    "{{x}}",
    "<<: *a",
    "key: |\n  x",
];

fn printed(texts: &[&str]) -> (String, BTreeMap<String, String>) {
    let data: BTreeMap<String, String> =
        texts.iter().enumerate().map(|(index, text)| (format!("K{index:03}"), (*text).to_owned())).collect();
    let meta = Meta { name: "a".to_owned(), namespace: "b".to_owned(), part_of: "c".to_owned(), tags: BTreeMap::new() };
    let document = Document::of(&config_map(&meta, data.clone()));
    (print(&Manifest { comment: "a test".to_owned(), documents: vec![document] }), data)
}

#[test]
fn texts_come_back_as_they_went_in() {
    let long = "a word and another ".repeat(40);
    let all: Vec<&str> = NOT_TEXTS.iter().chain(AWKWARD).copied().chain([long.as_str()]).collect();
    let (text, data) = printed(&all);
    if let Ok(path) = std::env::var("WATERSHED_KEEP") {
        std::fs::write(path, &text).unwrap();
    }
    let read: serde_json::Value = serde_saphyr::from_str(&text).unwrap();
    for (key, value) in &data {
        assert_eq!(read["data"][key], *value.as_str(), "{key} {value:?}");
    }
}

#[test]
fn what_yaml_1_1_would_take_for_something_else_is_quoted() {
    let (text, data) = printed(NOT_TEXTS);
    for (key, value) in data {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(&format!("{key}: "))).unwrap();
        assert!(line.starts_with(['"', '\'']) && line.len() > 1, "{value:?} is written {line}");
    }
}

#[test]
fn documents_stand_apart_and_comments_stay_comments() {
    let meta = Meta { name: "a".to_owned(), namespace: "b".to_owned(), part_of: "c".to_owned(), tags: BTreeMap::new() };
    let document = || {
        Document::of(&config_map(&meta, BTreeMap::new()))
            .comment("one\nkind: Secret\r---\u{85}x\u{2028}kind: Other\u{2029}y")
    };
    let text = print(&Manifest { comment: "first\n---\nsecond".to_owned(), documents: vec![document(), document()] });
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(&lines[..4], ["# first", "# ---", "# second", "---"]);
    assert_eq!(text.matches("\n---\n").count(), 2, "{text}");
    let read: Vec<serde_json::Value> = serde_saphyr::from_multiple(&text).unwrap();
    assert!(!text.contains(['\u{2028}', '\u{2029}']), "they end lines in YAML 1.1: {text}");
    assert!(read.len() == 2 && read.iter().all(|it| it["kind"] == "ConfigMap"), "{text}");
    let first = ["apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: a", "  namespace: b", "  labels:"];
    let begin = lines.iter().position(|line| *line == first[0]).unwrap();
    assert_eq!(&lines[begin..begin + 6], first);
}
