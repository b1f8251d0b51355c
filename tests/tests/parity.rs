//! The macro and the compiler say the same about the same mistake: code, message, way out and place.

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
use watershed_grammar::resource;
use watershed_tests::case::{self, Case};

/// What somebody who looks at the source sees: code, message with its way out, and the text that is underlined.
type Seen = (String, String, String);

/// Codes that one attribute alone gives away, so that both report them.
fn is_local(code: &str) -> bool {
    // A batch above a FIFO's limit needs the queue, and a raw client behind an alias is resolved by the compiler alone.
    let both = |code: &str| code != "WS0018" && code != "WS0020";
    ("WS0001"..="WS0024").contains(&code) && both(code)
}

/// Mistakes with a local code that only the compiler can see, and why.
const ONLY_COMPILER: &[(&str, &str)] = &[
    ("an item is one thing: `queue` and `topic` are two", "one macro sees one attribute"),
    ("there is no WS", "what an exception silences shows only when everything is known"),
    ("`#[function]` stands on a free async function", "a method is told from a function by what is around it"),
];

#[test]
fn macro_and_compiler_say_the_same() {
    let mut seen_by_both = BTreeSet::new();
    for case in case::all("cases-err") {
        let Some((by_macro, by_compiler)) = both(&case) else { continue };
        let missing: Vec<&Seen> = by_macro.difference(&by_compiler).collect();
        assert!(missing.is_empty(), "{}: the compiler does not say {missing:#?}\nbut {by_compiler:#?}", case.name);
        let excused = |(_, message, _): &&Seen| ONLY_COMPILER.iter().any(|(start, _)| message.starts_with(start));
        let local = by_compiler.iter().filter(|(code, ..)| is_local(code));
        let only: Vec<&Seen> = local.filter(|seen| !by_macro.contains(*seen)).filter(|seen| !excused(seen)).collect();
        assert!(only.is_empty(), "{}: the macro does not say {only:#?}\nbut {by_macro:#?}", case.name);
        seen_by_both.extend(by_macro.into_iter().map(|(code, ..)| code));
    }
    let local = watershed_grammar::codes::TABLE.iter().map(|row| row.code.as_str()).filter(|code| is_local(code));
    let unseen: Vec<&str> = local.filter(|code| !seen_by_both.contains(*code)).collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?} to the macro");
}

/// What the macro and what the compiler say about a case; nothing where rustc would not come to expanding macros.
fn both(case: &Case) -> Option<(BTreeSet<Seen>, BTreeSet<Seen>)> {
    let files = case.input();
    let source = String::from_utf8(files.get("src/main.rs")?.clone()).ok()?;
    let mut world = MemoryWorld::default();
    for (path, bytes) in &files {
        world.insert(path, bytes);
    }
    let outcome = compile(&world, &Request::default());
    let by_compiler = outcome.diagnostics.iter().filter_map(|it| {
        // The settings are no macro's business.
        let span = it.primary.as_ref().map(|label| label.span).filter(|span| span.file != settings::FILE)?;
        let place = outcome.texts.at(span).to_owned();
        let lines = std::iter::once(&it.message).chain(&it.help).map(String::as_str).collect::<Vec<_>>();
        Some((it.code.to_string(), lines.join("\n"), place))
    });
    Some((by_macro(&source)?, by_compiler.collect()))
}

fn by_macro(source: &str) -> Option<BTreeSet<Seen>> {
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
        seen.insert((code.trim_end_matches(']').to_owned(), lines.join("\n"), source[range].to_owned()));
    }
}
