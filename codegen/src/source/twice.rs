//! Files that are a module twice: all that is in one would be there twice.

use std::collections::{BTreeMap, BTreeSet};

use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use super::files::{Files, span};
use super::find::Annotated;
use crate::resolve::{Crate, ModulePlace};

/// Reports each such file with annotated items, and keeps the items where they are first.
pub fn check(
    crates: &[Crate],
    annotated: Vec<Annotated>,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Vec<Annotated> {
    let mut first: BTreeMap<(&str, u32), Annotated> = BTreeMap::new();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut kept = Vec::with_capacity(annotated.len());
    for item in annotated {
        let path = files.path(item.file);
        let Some(other) = first.get(&(path, item.at.start)) else {
            first.insert((path, item.at.start), item);
            kept.push(item);
            continue;
        };
        if said.insert(path) {
            let [here, there] = [item, *other].map(|it| declared(crates, it.place.module).unwrap_or(it.at));
            let message = format!("`{path}` is a module twice, and so is all that it declares");
            let wrong = Diagnostic::error(codes::DUPLICATE_ID, here, message).also(there, "the first time");
            diagnostics.push(wrong.help("keep it in one place, and name it from the other with `use`"));
        }
    }
    kept
}

/// Where the file that a module is written in is declared with `mod`; nothing for the root of a crate.
fn declared(crates: &[Crate], place: ModulePlace) -> Option<Span> {
    let modules = &crates[place.krate].modules;
    let mut module = &modules[place.module];
    loop {
        let parent = &modules[module.parent?];
        if parent.file != module.file {
            return Some(span(parent.file, module.declared?));
        }
        module = parent;
    }
}
