//! Whether the deployed binary runs the application: its `main` leads to `watershed::run()`.

use std::collections::BTreeSet;

use watershed_grammar::{Diagnostic, Diagnostics, codes};

use super::files::{Files, span};
use super::scanner::lexer::{Lexer, Token};
use super::scanner::{Item, ItemKind};
use crate::resolve::{Crate, Extern, extern_crate, imports_inside};

/// The function that runs an application.
const RUN: &str = "run";

/// Warns where no line of any crate that was read names the function. What a `main` calls in a crate that was not read
/// is not known, so this is no error.
pub fn check(crates: &[Crate], files: &Files, diagnostics: &mut Diagnostics) {
    let Some((binary, root)) = crates.first().and_then(|binary| Some((binary, binary.modules.first()?))) else {
        return;
    };
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
    } else if runs_inside(main.whole.of(text), &names(binary, files)) {
        (
            "`watershed::run()` starts a runtime of its own, and tokio panics where one starts inside of another",
            "call it in `main` itself, outside of `block_on`",
        )
    } else {
        return;
    };
    diagnostics.push(Diagnostic::warning(codes::NO_RUN, span(root.file, name), message).help(help));
}

/// Whether a crate names the function, or may do so in what cannot be read.
fn names_run(krate: &Crate, files: &Files) -> bool {
    let ours = names(krate, files);
    let mut seen = BTreeSet::new();
    krate.modules.iter().any(|module| {
        let text = files.text(module.file);
        module.is_unread || seen.insert(module.file) && text.contains(RUN) && says(text, &ours)
    })
}

/// What a crate calls `watershed`: in its manifest, and by `extern crate watershed as ws;`, which holds in all modules.
fn names(krate: &Crate, files: &Files) -> Vec<String> {
    let ours = krate.externs.iter().filter(|(_, it)| **it == Extern::Watershed).map(|(name, _)| name.clone());
    let mut ours: Vec<String> = ours.collect();
    for module in &krate.modules {
        for item in module.items.iter().filter(|item| item.kind == ItemKind::ExternCrate) {
            let Some(import) = extern_crate(item.header.of(files.text(module.file))) else { continue };
            if import.path.first().is_some_and(|first| ours.contains(first)) {
                ours.extend(import.name);
            }
        }
    }
    ours
}

/// Whether `….block_on(…)` has `watershed::run()` in it. A thread that is started in between has no runtime; functions of that
/// name, which other crates have, start none of tokio's.
fn runs_inside(body: &str, ours: &[String]) -> bool {
    let (mut lexer, mut before) = (Lexer::new(body), [""; 3]);
    // How deep it is in parentheses, and where the one of `block_on` is.
    let (mut depth, mut blocking) = (0_usize, None);
    while let Ok(Some(token)) = lexer.next() {
        let word = match token {
            Token::Word(word) => word.of(body),
            Token::Mark(b':', _) => ":",
            Token::Mark(b'.', _) => ".",
            Token::Open(..) => {
                depth += 1;
                if before[1..] == [".", "block_on"] {
                    blocking.get_or_insert(depth);
                }
                ""
            }
            Token::Close(..) => {
                blocking = blocking.filter(|it| *it < depth);
                depth = depth.saturating_sub(1);
                ""
            }
            _ => "",
        };
        if matches!(word, "spawn" | "spawn_blocking" | "block_in_place") {
            return false;
        }
        if word == RUN && is_path(before, |it| ours.iter().any(|name| name == it)) && blocking.is_some() {
            return true;
        }
        before.rotate_left(1);
        before[2] = word;
    }
    false
}

/// Whether three words are `name::`.
fn is_path(before: [&str; 3], is_name: impl Fn(&str) -> bool) -> bool {
    before[1..] == [":", ":"] && is_name(before[0])
}

/// Whether a text has `watershed::run` as a path or imports it, under whatever name the crate has.
fn says(text: &str, ours: &[String]) -> bool {
    let imports = imports_inside(text);
    let ours_first = |path: &[String]| path.first().is_some_and(|first| ours.contains(first));
    let mut names: Vec<&str> = ours.iter().map(String::as_str).collect();
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
        if word == RUN && is_path(before, |it| names.contains(&it)) {
            return true;
        }
        before.rotate_left(1);
        before[2] = word;
    }
    false
}
