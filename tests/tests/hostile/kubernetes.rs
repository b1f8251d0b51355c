//! What Kubernetes' own parser finds in manifests, and in what kustomize builds of them.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Map, Value};
use watershed_tests::judges::{self, kubernetes, or_skip};
use watershed_tests::tree::{self, Tree};

use crate::together::Whole;

/// The objects of each application, by kind and name, as they are written and as kustomize builds them; nothing where
/// kubectl is missing.
pub fn read(all: &[Whole]) -> Option<Vec<[Value; 2]>> {
    or_skip("hostile texts in manifests", kubernetes::kubectl())?;
    Some(all.iter().map(both).collect())
}

fn both(whole: &Whole) -> [Value; 2] {
    let root = tempfile::tempdir().expect("a folder can be made");
    let files = whole.files.iter().filter_map(|(path, text)| {
        let (_, name) = path.rsplit_once("/kubernetes/")?;
        Some((name.to_owned(), text.clone().into_bytes()))
    });
    let files: Tree = files.collect();
    tree::write(root.path(), &files);
    let built = kubernetes::kustomize(root.path()).unwrap_or_else(|wrong| panic!("{wrong}"));
    let place = root.path().join("built.yaml");
    std::fs::write(&place, built).expect("a file can be written");
    let written: Vec<_> = files.keys().map(|name| root.path().join(name)).collect();
    let [written, mut built] = [&written[..], &[place]].map(objects);
    // What kustomize is told is used up.
    built["Kustomization"] = written["Kustomization"].clone();
    [written, built]
}

fn objects(paths: &[PathBuf]) -> Value {
    let mut command = Command::new("kubectl");
    command.args(["label", "--local", "--output=json", "read=here"]);
    for path in paths {
        command.arg("--filename").arg(path);
    }
    by_kind(&judges::run(&mut command).unwrap_or_else(|wrong| panic!("{wrong}")))
}

fn by_kind(said: &str) -> Value {
    let mut kinds = Map::new();
    for document in serde_json::Deserializer::from_str(said).into_iter::<Value>() {
        let document = document.unwrap_or_else(|wrong| panic!("{wrong}: {said}"));
        let kind = document["kind"].as_str().unwrap_or_default().to_owned();
        let name = document["metadata"]["name"].as_str().unwrap_or_default().to_owned();
        let names = kinds.entry(kind).or_insert_with(|| Value::Object(Map::new()));
        names[name] = document;
    }
    Value::Object(kinds)
}
