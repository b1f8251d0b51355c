//! From attribute and item to the same item, and errors beside it.

mod located;

use proc_macro2::{Span, TokenStream};
use watershed_grammar::codes;
use watershed_grammar::item::Header;
use watershed_grammar::key::Kind;
use watershed_grammar::{
    Diagnostic, Diagnostics, Locate, function as grammar_function, resource as grammar_resource,
    service as grammar_service,
};

use located::Located;

/// `#[function(…)]`
pub fn function(arguments: TokenStream, item: TokenStream) -> TokenStream {
    check(item, |item, at, located, diagnostics| {
        if let Some(header) = header("function", item, located, diagnostics) {
            grammar_function::parse(arguments, at, &header, located, diagnostics);
        }
    })
}

/// `#[service(…)]`
pub fn service(arguments: TokenStream, item: TokenStream) -> TokenStream {
    check(item, |item, at, located, diagnostics| {
        if let Some(header) = header("service", item, located, diagnostics) {
            grammar_service::parse(arguments, at, &header, located, diagnostics);
        }
    })
}

/// `#[queue]`, `#[table(…)]`, …
pub fn resource(kind: &Kind, arguments: TokenStream, item: TokenStream) -> TokenStream {
    check(item, |item, at, located, diagnostics| match syn::parse2(item.clone()) {
        Ok(structure) => {
            grammar_resource::parse(kind, arguments, at, &structure, located, diagnostics);
        }
        Err(_) => diagnostics.push(wrong_item(kind.name, "a struct", item, located)),
    })
}

fn header(what: &str, item: &TokenStream, located: &Located, diagnostics: &mut Diagnostics) -> Option<Header> {
    let header = syn::parse2(item.clone()).ok();
    if header.is_none() {
        diagnostics.push(wrong_item(what, "a free async function", item, located));
    }
    header
}

fn wrong_item(what: &str, place: &str, item: &TokenStream, located: &Located) -> Diagnostic {
    let span = item.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    Diagnostic::error(codes::BAD_ITEM, located.locate(span), format!("`#[{what}]` stands on {place}"))
}

/// The item always comes out again, so that one mistake in an attribute does not become many elsewhere.
fn check(
    mut item: TokenStream,
    read: impl FnOnce(&TokenStream, watershed_grammar::Span, &Located, &mut Diagnostics),
) -> TokenStream {
    let located = Located::default();
    let mut diagnostics = Diagnostics::new();
    let at = located.locate(Span::call_site());
    read(&item, at, &located, &mut diagnostics);
    let errors = diagnostics.into_sorted();
    let errors = errors.iter().filter(|diagnostic| diagnostic.is_error());
    item.extend(errors.map(|diagnostic| located.compile_error(diagnostic)));
    item
}
