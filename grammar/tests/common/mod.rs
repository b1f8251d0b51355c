//! Reads one annotated item from text, the way the compiler will.

use std::str::FromStr;

use proc_macro2::{Span as TokenSpan, TokenStream, TokenTree};
use watershed_grammar::function::{self, Function};
use watershed_grammar::item::Header;
use watershed_grammar::resource::{self, Resource};
use watershed_grammar::service::{self, Service};
use watershed_grammar::{Diagnostic, Diagnostics, Locate, Span};

/// Spans are byte offsets in the text.
pub struct Offsets;

impl Locate for Offsets {
    fn locate(&self, span: TokenSpan) -> Span {
        let range = span.byte_range();
        let place = |byte: usize| u32::try_from(byte).unwrap();
        Span { file: 0, start: place(range.start), end: place(range.end) }
    }
}

/// What an annotated item turned out to be.
#[allow(dead_code, reason = "not every test looks into every kind")]
pub enum Item {
    Function(Box<Function>),
    Service(Box<Service>),
    Resource(Box<Resource>),
}

/// Reads `#[kind(arguments)] item`.
pub fn read(text: &str) -> (Option<Item>, Vec<Diagnostic>) {
    // Spans count from the beginning of all text that this thread has lexed.
    proc_macro2::extra::invalidate_current_thread_spans();
    let mut tokens = TokenStream::from_str(text).unwrap().into_iter();
    let _hash = tokens.next();
    let Some(TokenTree::Group(attribute)) = tokens.next() else { panic!("no attribute in {text}") };
    let item: TokenStream = tokens.collect();
    let mut inside = attribute.stream().into_iter();
    let kind = inside.next().unwrap();
    let at = Offsets.locate(kind.span());
    let arguments = match inside.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    let mut diagnostics = Diagnostics::new();
    let item = match kind.to_string().as_str() {
        "function" => function::parse(arguments, at, &header(item), &Offsets, &mut diagnostics)
            .ok()
            .map(|it| Item::Function(Box::new(it))),
        "service" => service::parse(arguments, at, &header(item), &Offsets, &mut diagnostics)
            .map(|it| Item::Service(Box::new(it))),
        name => {
            let kind = resource::KINDS.iter().find(|kind| kind.name == name).unwrap();
            let item = syn::parse2(item).unwrap();
            resource::parse(kind, arguments, at, &item, &Offsets, &mut diagnostics)
                .map(|it| Item::Resource(Box::new(it)))
        }
    };
    (item, diagnostics.into_sorted())
}

fn header(item: TokenStream) -> Header {
    syn::parse2(item).unwrap()
}
