//! Applications with a hostile text in one place, or in every place.

use std::collections::BTreeMap;
use std::ops::Range;

use watershed_tests::fuzz::Random;
use watershed_tests::tree::Tree;

use crate::literal;
use crate::places::{INGRESS, PLACES, SETTINGS, SOURCES};

/// An application, and where each text is written in it.
pub struct Application {
    /// Its files.
    pub files: Tree,
    /// The file and the bytes of the first literal of each place.
    pub at: BTreeMap<&'static str, (&'static str, Range<usize>)>,
}

/// Its manifest.
pub const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n";

/// The application with texts in some places and what is usual in all others; of its source, only the parts with
/// these places.
pub fn application(texts: &BTreeMap<&'static str, String>, random: &mut Random) -> Application {
    let has = |source: &&&str| texts.keys().any(|name| source.contains(&mark(name)));
    let mut parts: Vec<&str> = SOURCES.iter().filter(has).copied().collect();
    if parts.is_empty() {
        // What only the settings say shows in a function, a service and a route.
        parts = vec![SOURCES[0], SOURCES[4]];
    }
    let source = format!("use watershed::prelude::*;\n{}\nfn main() {{\n    watershed::run();\n}}\n", parts.concat());
    let mut at = BTreeMap::new();
    let mut files = Tree::from([("Cargo.toml".to_owned(), MANIFEST.into())]);
    for (path, template) in [("src/main.rs", source.as_str()), ("watershed.yaml", &settings(texts))] {
        let (text, ranges) = filled(template, texts, random);
        at.extend(ranges.into_iter().map(|(name, range)| (name, (path, range))));
        files.insert(path.to_owned(), text.into_bytes());
    }
    Application { files, at }
}

/// The settings; those of components that are not there are left out, and so is the nested map that no backend has.
fn settings(texts: &BTreeMap<&'static str, String>) -> String {
    let speaks = texts.keys().any(|name| SOURCES[0].contains(&mark(name)) || !in_sources(name));
    let end = if speaks { SETTINGS.len() } else { SETTINGS.find("\n    functions:").expect("it is there") };
    let mut text = SETTINGS[..end].to_owned();
    if !speaks {
        text = text.replace("‹environments:name›:", "‹environments:name›: {}\n");
    }
    if texts.keys().any(|name| INGRESS.contains(&mark(name))) {
        let start = text.find("  gateway:").expect("it is there");
        let end = start + text[start..].find('\n').expect("a line ends") + 1;
        text.replace_range(start..end, INGRESS);
    }
    text
}

fn in_sources(name: &str) -> bool {
    SOURCES.iter().any(|source| source.contains(&mark(name)))
}

fn mark(name: &str) -> String {
    format!("‹{name}›")
}

type Filled = (String, Vec<(&'static str, Range<usize>)>);

fn filled(template: &str, texts: &BTreeMap<&'static str, String>, random: &mut Random) -> Filled {
    let (mut out, mut ranges) = (String::new(), Vec::new());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('‹') {
        let (name, after) = behind.split_once('›').expect("a mark ends");
        let place = PLACES.iter().find(|place| place.name == name).unwrap_or_else(|| panic!("no place `{name}`"));
        let text = texts.get(name).map_or(place.usual, String::as_str);
        out.push_str(before);
        let start = out.len();
        out.push_str(&literal::written(place.written, text, random));
        ranges.push((place.name, start..out.len()));
        rest = after;
    }
    out.push_str(rest);
    (out, ranges)
}
