//! Whether the deployed binary runs the application: its `main` leads to `watershed::run()`.

use std::collections::BTreeSet;

use watershed_grammar::{Diagnostic, Diagnostics, codes};

use super::files::{Files, span};
use super::scanner::lexer::{Lexer, Token};
use super::scanner::{Item, ItemKind};
use crate::resolve::{Crate, Extern, imports_inside};

/// The function that runs an application.
const RUN: &str = "run";

/// Warns where no line of any crate that was read names the function. What a `main` calls in a crate that was not read
/// is not known, so this is no error.
pub fn check(crates: &[Crate], files: &Files, diagnostics: &mut Diagnostics) {
    let Some(root) = crates.first().and_then(|binary| binary.modules.first()) else { return };
    let text = files.text(root.file);
    let mut functions = root.items.iter().filter(|item| item.kind == ItemKind::Function);
    // Where there is none, rustc says so.
    let is_main = |item: &&Item| item.name.is_some_and(|name| name.of(text) == "main");
    let Some((main, name)) = functions.find(is_main).and_then(|item| Some((item, item.name?))) else { return };
    let (message, help) = if !crates.iter().any(|krate| names_run(krate, files)) {
        ("`main` does not run the application, so no function would ever answer", "write `watershed::run()` in it")
    } else if main.header.of(text).split_whitespace().any(|word| word == "async") && main.whole.of(text).contains(RUN) {
        (
            "`watershed::run()` starts a runtime of its own, and tokio panics where one starts inside of another",
            "write `fn main()` without `async`, and without `#[tokio::main]`",
        )
    } else {
        return;
    };
    diagnostics.push(Diagnostic::warning(codes::NO_RUN, span(root.file, name), message).help(help));
}

/// Whether a crate names the function, or may do so in what cannot be read.
fn names_run(krate: &Crate, files: &Files) -> bool {
    let ours = krate.externs.iter().filter(|(_, it)| **it == Extern::Watershed).map(|(name, _)| name.as_str());
    let ours: Vec<&str> = ours.collect();
    let mut seen = BTreeSet::new();
    krate.modules.iter().any(|module| {
        let text = files.text(module.file);
        module.is_unread || seen.insert(module.file) && text.contains(RUN) && says(text, &ours)
    })
}

/// Whether a text has `watershed::run` as a path or imports it, under whatever name the crate has.
fn says(text: &str, ours: &[&str]) -> bool {
    let imports = imports_inside(text);
    let ours_first = |path: &[String]| path.first().is_some_and(|first| ours.contains(&first.as_str()));
    let mut names: Vec<&str> = ours.to_vec();
    for import in imports.iter().filter(|import| ours_first(&import.path)) {
        match (import.path.len(), &import.name) {
            (1, Some(name)) => names.push(name),
            // Everything of the crate is here, and the word `run` is in the text.
            (1, None) => return true,
            (2, _) if import.path[1] == RUN => return true,
            _ => {}
        }
    }
    let (mut lexer, mut before) = (Lexer::new(text), [""; 3]);
    while let Ok(Some(token)) = lexer.next() {
        let word = match token {
            Token::Word(word) => word.of(text),
            Token::Mark(b':', _) => ":",
            _ => "",
        };
        if word == RUN && before[1] == ":" && before[2] == ":" && names.contains(&before[0]) {
            return true;
        }
        before.rotate_left(1);
        before[2] = word;
    }
    false
}
