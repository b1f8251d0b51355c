//! `src/main.rs` with one module more.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::MAIN;

/// What `cargo new` writes; the new `main` takes its place.
const OF_CARGO: &str = "fn main() {\n    println!(\"Hello, world!\");\n}";

/// The words behind which a name is declared, as types and modules are.
const DECLARES: &[&str] = &["as", "crate", "enum", "mod", "struct", "trait", "type", "union"];

/// The new text of `src/main.rs`.
pub struct Main {
    /// All of it.
    pub text: String,
    /// Whether it calls `watershed::run()`.
    pub calls: bool,
    /// Whether what a person wrote stays in it.
    pub is_kept: bool,
}

/// Adds the module, or writes `ours` where nobody wrote anything yet.
pub fn with_module(folder: &Path, ours: String) -> Result<Main> {
    let path = folder.join(MAIN);
    if !path.is_file() {
        bail!(
            "there is no `{MAIN}`: functions run in a binary. Add one that ends with `watershed::run()`, or write `watershed.yaml` and the dependency by hand for a binary elsewhere"
        );
    }
    let text = fs::read_to_string(&path).with_context(|| format!("`{MAIN}` cannot be read"))?;
    if text.replace("\r\n", "\n").trim() == OF_CARGO {
        return Ok(Main { text: ours, calls: true, is_kept: false });
    }
    if declares_hello(&text) {
        bail!("`{MAIN}` has something that is called `hello` already, as the new module is; write the rest by hand");
    }
    // At the end of a file a module is right whatever stands above.
    let calls = text.contains("watershed::run()");
    Ok(Main { text: format!("{}\n\nmod hello;\n", text.trim_end()), calls, is_kept: true })
}

/// Whether a text may declare or import a `hello`. What only looks so, in a comment or a text, is taken for one too.
fn declares_hello(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices("hello").any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        if before.ends_with(is_word) || after.starts_with(is_word) {
            return false;
        }
        let before = before.trim_end_matches("r#").trim_end();
        let word = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
        let is_imported = before.ends_with(['{', ',']) || before.ends_with("::") || word == "use";
        DECLARES.contains(&word) || (is_imported && after.trim_start().starts_with([';', ',', '}']))
    })
}

#[cfg(test)]
mod tests {
    use super::declares_hello;

    #[test]
    fn a_name_is_taken_by_what_declares_it() {
        for text in
            ["mod hello;", "pub(crate) mod  hello {", "struct hello(u8);", "use a::hello;", "use a::{b, hello};"]
        {
            assert!(declares_hello(text), "{text}");
        }
        for text in ["use a as hello;", "extern crate hello;", "type r#hello = u8;", "use hello;", "use {hello, b};"] {
            assert!(declares_hello(text), "{text}");
        }
        for text in
            ["println!(\"hello\");", "fn hello() {}", "mod hello_world;", "mod othello;", "a::hello();", "hello::b()"]
        {
            assert!(!declares_hello(text), "{text}");
        }
    }
}
