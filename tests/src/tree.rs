//! Folders of files: read, written, compared.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder, by its path with `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder; one that is missing is empty.
pub fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for path in inside(&next) {
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it was found below").to_string_lossy().replace('\\', "/");
            let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            tree.insert(name, bytes);
        }
    }
    tree
}

/// What is directly in a folder, sorted.
pub fn inside(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

/// Makes a folder hold exactly this.
pub fn replace(folder: &Path, tree: &Tree) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("a folder can be removed");
    }
    write(folder, tree);
}

/// Writes files below a folder, over those that are there.
pub fn write(folder: &Path, tree: &Tree) {
    for (name, bytes) in tree {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is below a folder")).expect("a folder can be made");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

/// What differs, for a person to read; empty where nothing does.
pub fn differences(expected: &Tree, found: &Tree) -> String {
    let mut shown = String::new();
    for name in expected.keys().filter(|name| !found.contains_key(*name)) {
        let _ = writeln!(shown, "missing: {name}");
    }
    for (name, bytes) in found {
        let text = String::from_utf8_lossy(bytes);
        match expected.get(name) {
            None => {
                let _ = writeln!(shown, "not expected: {name}\n{text}");
            }
            Some(wanted) if wanted != bytes => {
                let _ = writeln!(shown, "differs: {name}\n{}", lines(&String::from_utf8_lossy(wanted), &text));
            }
            Some(_) => {}
        }
    }
    shown
}

/// The lines between the first and the last that differ.
fn lines(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = expected.iter().zip(&found).take_while(same).count();
    let rest = expected.len().min(found.len()) - before;
    let after = expected.iter().rev().zip(found.iter().rev()).take(rest).take_while(same).count();
    let part = |sign: char, lines: &[&str]| {
        let shown = lines[before..lines.len() - after].iter().map(|line| format!("{sign} {line}\n"));
        shown.collect::<String>()
    };
    format!("@ line {}\n{}{}", before + 1, part('-', &expected), part('+', &found))
}
