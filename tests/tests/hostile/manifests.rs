//! What another reader of YAML finds in the manifests.

use std::process::Command;

use serde_json::{Map, Value};
use watershed_codegen::compile::FileSet;
use watershed_tests::judges::{self, or_skip};

use crate::places::Place;

/// An accepted text, and the manifests in which it comes out.
pub struct Accepted {
    /// Where it is written.
    pub place: &'static Place,
    /// The text.
    pub text: String,
    /// The files.
    pub manifests: Vec<String>,
}

/// Whether a text of a place is looked up in manifests.
pub fn is_looked_up(place: &Place) -> bool {
    place.found.iter().any(|paths| paths.starts_with('k'))
}

/// The manifests with the kinds of a place; to read them all takes long.
pub fn with_the_text(place: &Place, files: &FileSet) -> Vec<String> {
    let paths = place.found.iter().flat_map(|paths| paths.split(" | ")).filter_map(|path| path.strip_prefix("k "));
    let kinds: Vec<String> =
        paths.filter_map(|path| path.split('/').next()).map(|it| format!("kind: {it}\n")).collect();
    let has = |text: &str| kinds.iter().any(|kind| text.contains(kind));
    let manifests = files.iter().filter(|(path, text)| path.contains("/kubernetes/") && has(text));
    manifests.map(|(_, text)| text.clone()).collect()
}

/// The objects of each list of manifests by kind and name, where the reader is there.
pub fn read(all: &[Accepted]) -> Option<Vec<Value>> {
    let python = or_skip("hostile texts in manifests", judges::python("cloud", "python"))?;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let [texts, documents] = ["texts.json", "documents.json"].map(|name| folder.path().join(name));
    let lists: Vec<&Vec<String>> = all.iter().map(|it| &it.manifests).collect();
    std::fs::write(&texts, serde_json::to_vec(&lists).expect("texts are JSON")).expect("a file can be written");
    let script = watershed_tests::program::project().join("tests/judges/documents.py");
    judges::run(Command::new(python).arg(script).args([&texts, &documents])).unwrap_or_else(|wrong| panic!("{wrong}"));
    let read = std::fs::read(&documents).expect("the reader answers");
    let read: Vec<Vec<Value>> = serde_json::from_slice(&read).expect("the answer is JSON");
    Some(read.into_iter().map(by_kind).collect())
}

fn by_kind(documents: Vec<Value>) -> Value {
    let mut kinds = Map::new();
    for document in documents {
        let kind = document["kind"].as_str().unwrap_or_default().to_owned();
        let name = document["metadata"]["name"].as_str().unwrap_or_default().to_owned();
        let names = kinds.entry(kind).or_insert_with(|| Value::Object(Map::new()));
        names[name] = document;
    }
    Value::Object(kinds)
}
