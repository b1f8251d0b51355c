//! The record of the last run, and how to falsify it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use watershed_tests::tree;

/// Every record of a workspace with the time when it was written.
pub fn all(workspace: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let paths = tree::inside(&workspace.join("target/watershed")).into_iter();
    let records = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let written = |path: &Path| fs::metadata(path).and_then(|it| it.modified()).expect("a record has a time");
    records.map(|path| (path.clone(), written(&path))).collect()
}

/// The only record of a workspace.
pub fn path(workspace: &Path) -> PathBuf {
    let mut records = all(workspace).into_keys();
    let path = records.next().expect("there is a record");
    assert_eq!(records.next(), None, "there is one record");
    path
}

/// Changes the record, and the hash above it too.
pub fn falsify(workspace: &Path, change: impl FnOnce(&mut Value)) {
    let path = path(workspace);
    let text = fs::read_to_string(&path).expect("a record is text");
    let (hash, record) = text.split_once('\n').expect("a hash stands above the record");
    assert_eq!(hash, digest(record), "the hash is what this test takes it for");
    let mut value: Value = serde_json::from_str(record).expect("a record is JSON");
    change(&mut value);
    let record = value.to_string();
    fs::write(&path, format!("{}\n{record}", digest(&record))).expect("it can be written");
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
