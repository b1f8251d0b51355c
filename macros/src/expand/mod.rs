//! From attribute and item to the same item, what stands beside it, and errors.

mod function;
mod krate;
mod located;
mod register;
mod resource;
mod service;
mod trigger;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, ReturnType};
use watershed_grammar::codes;
use watershed_grammar::item::Header;
use watershed_grammar::key::Kind;
use watershed_grammar::{
    Diagnostic, Diagnostics, Locate, Span as Place, function as grammar_function, resource as grammar_resource,
    service as grammar_service,
};

use located::Located;

/// `#[function(…)]`
pub fn function(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(item, |item, at, located, diagnostics| {
        let header = header("function", item, at, diagnostics)?;
        let parsed = grammar_function::parse(arguments, at, &header, located, diagnostics).ok();
        is_free(&header).then(|| function::beside(&header, parsed.as_ref(), located))
    })
}

/// `#[service(…)]`
pub fn service(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(item, |item, at, located, diagnostics| {
        let header = header("service", item, at, diagnostics)?;
        let parsed = grammar_service::parse(arguments, at, &header, located, diagnostics)?;
        is_free(&header).then(|| service::beside(&header, &parsed)).flatten()
    })
}

/// `#[queue]`, `#[table(…)]`, …
pub fn resource(kind: &Kind, arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(item, |item, at, located, diagnostics| match syn::parse2(item.clone()) {
        Ok(structure) => {
            let parsed = grammar_resource::parse(kind, arguments, at, &structure, located, diagnostics);
            Some(resource::beside(kind, &structure, parsed.as_ref()))
        }
        Err(_) => {
            diagnostics.push(wrong_item(kind.name, "a struct", at));
            None
        }
    })
}

fn header(what: &str, item: &TokenStream, at: Place, diagnostics: &mut Diagnostics) -> Option<Header> {
    let header = syn::parse2(item.clone()).ok();
    if header.is_none() {
        diagnostics.push(wrong_item(what, "a free async function", at));
    }
    header
}

/// Beside a method nothing may stand.
fn is_free(header: &Header) -> bool {
    header.signature.receiver().is_none()
}

fn wrong_item(what: &str, stands_on: &str, at: Place) -> Diagnostic {
    Diagnostic::error(codes::BAD_ITEM, at, format!("`#[{what}]` stands on {stands_on}"))
}

/// The item always comes out again, with as much beside it as can be made, so that one mistake in an attribute does
/// not become many elsewhere.
fn expand(
    mut item: TokenStream,
    read: impl FnOnce(&TokenStream, Place, &Located, &mut Diagnostics) -> Option<TokenStream>,
) -> TokenStream {
    let located = Located::default();
    let mut diagnostics = Diagnostics::new();
    let at = located.locate(Span::call_site());
    let beside = read(&item, at, &located, &mut diagnostics);
    let errors = diagnostics.into_sorted();
    let errors = errors.iter().filter(|diagnostic| diagnostic.is_error());
    item.extend(beside);
    item.extend(errors.map(|diagnostic| located.compile_error(diagnostic)));
    item
}

/// What stands beside an item is there under the same conditions.
fn conditions(attributes: &[Attribute]) -> TokenStream {
    attributes.iter().filter(|it| it.path().is_ident("cfg")).map(ToTokens::to_token_stream).collect()
}

/// What a function returns, as a type.
fn output(header: &Header) -> TokenStream {
    match &header.signature.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) => quote!(#ty),
    }
}

/// A name without `r#`.
fn plain(name: &syn::Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}
