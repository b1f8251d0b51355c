//! What the fuzzer begins with, as the folders of its targets: `corpus unpack FOLDER` writes the seeds and what is kept in
//! `fuzz/corpus/`, `corpus pack FOLDER` keeps what is there and is no seed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use watershed_tests::fuzz::{TARGETS, seeds};
use watershed_tests::program::project;
use watershed_tests::tree;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["unpack", folder] => unpack(Path::new(folder)),
        ["pack", folder] => pack(Path::new(folder)),
        _ => panic!("usage: corpus unpack FOLDER | corpus pack FOLDER"),
    }
}

/// The inputs of a target that are kept: a list of texts.
fn kept(target: &str) -> PathBuf {
    project().join("fuzz/corpus").join(format!("{target}.json"))
}

fn unpack(folder: &Path) {
    let mut all = seeds();
    for target in TARGETS {
        let text = fs::read_to_string(kept(target)).unwrap_or_else(|_| "[]".to_owned());
        let texts: Vec<String> = serde_json::from_str(&text).expect("the corpus is a list of texts");
        let named = texts.into_iter().enumerate();
        all.extend(named.map(|(number, text)| (format!("{target}/kept-{number}"), text.into_bytes())));
    }
    tree::replace(folder, &all);
}

fn pack(folder: &Path) {
    let known: BTreeSet<Vec<u8>> = seeds().into_values().collect();
    for target in TARGETS {
        let texts = tree::read(&folder.join(target)).into_values().filter(|text| !known.contains(text));
        let texts: BTreeSet<String> = texts.filter_map(|text| String::from_utf8(text).ok()).collect();
        let lines: Vec<String> = texts.iter().filter_map(|text| serde_json::to_string(text).ok()).collect();
        if !lines.is_empty() {
            fs::write(kept(target), format!("[\n{}\n]\n", lines.join(",\n"))).expect("the corpus can be written");
        }
    }
}
