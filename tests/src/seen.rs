//! What somebody sees who looks at a source: in the editor, from the macros, and on the terminal, from the compiler.

// The real expansion. A crate of macros can lend nothing but macros, so its source is read here once more.
#[path = "../../macros/src/expand/mod.rs"]
mod expand;

use std::collections::BTreeSet;
use std::str::FromStr as _;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, Item, Meta};
use watershed_codegen::compile::compile;
use watershed_codegen::front::Request;
use watershed_codegen::settings;
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::{Severity, resource};

use crate::tree::Tree;

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// Its code.
    pub code: String,
    /// Its message, and the ways out below it.
    pub text: String,
    /// The text that is underlined.
    pub place: String,
}

/// A finding of the compiler.
#[derive(Clone, Debug)]
pub struct Found {
    /// What is seen of it.
    pub seen: Seen,
    /// Whether it is about `watershed.yaml`.
    pub is_of_settings: bool,
    /// Whether no file is written because of it.
    pub is_error: bool,
}

/// What the compiler says about an application; what has no place is left out.
pub fn by_compiler(files: &Tree) -> Vec<Found> {
    let mut world = MemoryWorld::default();
    for (path, bytes) in files {
        world.insert(path, bytes);
    }
    let outcome = compile(&world, &Request::default());
    let found = outcome.diagnostics.iter().filter_map(|it| {
        let span = it.primary.as_ref().map(|label| label.span)?;
        let lines = std::iter::once(&it.message).chain(&it.help).map(String::as_str).collect::<Vec<_>>();
        let seen = Seen { code: it.code.to_string(), text: lines.join("\n"), place: outcome.texts.at(span).to_owned() };
        Some(Found { seen, is_of_settings: span.file == settings::FILE, is_error: it.severity == Severity::Error })
    });
    found.collect()
}

/// What the macros say about a source; nothing where rustc would not come to expanding them.
pub fn by_macro(source: &str) -> Option<BTreeSet<Seen>> {
    // Spans count from the beginning of all text that this thread has lexed.
    proc_macro2::extra::invalidate_current_thread_spans();
    let file: syn::File = syn::parse2(TokenStream::from_str(source).ok()?).ok()?;
    let mut seen = BTreeSet::new();
    items(file.items, source, &mut seen);
    Some(seen)
}

fn items(list: Vec<Item>, source: &str, seen: &mut BTreeSet<Seen>) {
    for mut item in list {
        if let Item::Mod(module) = item {
            items(module.content.map(|(_, items)| items).unwrap_or_default(), source, seen);
            continue;
        }
        let Some(attributes) = attributes(&mut item) else { continue };
        let ours = attributes.iter().position(|attribute| KINDS.contains(&name(attribute).as_str()));
        let Some(attribute) = ours.map(|index| attributes.remove(index)) else { continue };
        let arguments = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
        };
        let item = item.into_token_stream();
        let expanded = match name(&attribute).as_str() {
            "function" => expand::function(arguments, item),
            "service" => expand::service(arguments, item),
            name => {
                let kind = resource::KINDS.iter().find(|kind| kind.name == name).expect("it is one of ours");
                expand::resource(kind, arguments, item)
            }
        };
        errors(expanded, source, &attribute, seen);
    }
}

/// The names of our attributes.
const KINDS: &[&str] = &["function", "service", "queue", "topic", "table", "bucket", "secret", "stream", "bus"];

fn name(attribute: &Attribute) -> String {
    attribute.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Fn(it) => Some(&mut it.attrs),
        Item::Struct(it) => Some(&mut it.attrs),
        Item::Enum(it) => Some(&mut it.attrs),
        _ => None,
    }
}

/// Reads every `compile_error!("message [CODE]\n  = help: …")`, and what rustc would underline.
fn errors(expanded: TokenStream, source: &str, attribute: &Attribute, seen: &mut BTreeSet<Seen>) {
    let tokens: Vec<TokenTree> = expanded.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let is_error = matches!(token, TokenTree::Ident(word) if word == "compile_error");
        let Some(TokenTree::Group(group)) = tokens.get(index + 2).filter(|_| is_error) else { continue };
        let message: syn::LitStr = syn::parse2(group.stream()).expect("a message is a text");
        let message = message.value();
        let (first, help) = message.split_once('\n').unwrap_or((&message, ""));
        let (text, code) = first.rsplit_once(" [").expect("a message has a code");
        let lines = help.lines().map(|line| line.trim_start_matches("  = help: "));
        let lines: Vec<&str> = std::iter::once(text).chain(lines).collect();
        let range = token.span().byte_range();
        // Where there is no token to point at, rustc underlines the attribute.
        let range = if range.is_empty() { attribute.path().span().byte_range() } else { range };
        seen.insert(Seen {
            code: code.trim_end_matches(']').to_owned(),
            text: lines.join("\n"),
            place: source[range].to_owned(),
        });
    }
}
