//! Keeps rustc's spans and hands out their numbers, so that a diagnostic finds its way back to the token.

use std::cell::RefCell;

use proc_macro2::{Ident, Span as TokenSpan, TokenStream};
use quote::quote;
use watershed_grammar::args::PathNode;
use watershed_grammar::{Diagnostic, Locate, Span};

/// The spans of one attribute, in the order they were asked for.
#[derive(Default)]
pub struct Located {
    spans: RefCell<Vec<TokenSpan>>,
}

impl Locate for Located {
    fn locate(&self, span: TokenSpan) -> Span {
        let mut spans = self.spans.borrow_mut();
        let start = u32::try_from(spans.len()).unwrap_or(u32::MAX);
        spans.push(span);
        Span { file: 0, start, end: start.saturating_add(1) }
    }
}

impl Located {
    /// The diagnostic as rustc shows it.
    pub fn compile_error(&self, diagnostic: &Diagnostic) -> TokenStream {
        let span = diagnostic.primary.as_ref().map_or_else(TokenSpan::call_site, |label| self.range(label.span));
        syn::Error::new(span, text(diagnostic)).to_compile_error()
    }

    /// A path as it was written, so that rustc underlines it when it leads nowhere.
    pub fn path(&self, path: &PathNode) -> TokenStream {
        let global = path.global.then(|| quote!(::));
        let segments = path.segments.iter().map(|segment| ident(&segment.value, self.range(segment.span)));
        quote!(#global #(#segments)::*)
    }

    /// Where something is written, as rustc knows it.
    pub fn range(&self, span: Span) -> TokenSpan {
        let spans = self.spans.borrow();
        let at = |index: u32| usize::try_from(index).ok().and_then(|index| spans.get(index)).copied();
        let first = at(span.start).unwrap_or_else(TokenSpan::call_site);
        at(span.end.saturating_sub(1)).and_then(|last| first.join(last)).unwrap_or(first)
    }
}

/// Message, code, the other parties and the way out, in the shape of rustc's own notes.
fn text(diagnostic: &Diagnostic) -> String {
    let mut text = format!("{} [{}]", diagnostic.message, diagnostic.code);
    for help in &diagnostic.help {
        text.push_str("\n  = help: ");
        text.push_str(help);
    }
    text
}

/// The name of a path's part; a keyword that begins no path stands there as `r#…`.
fn ident(name: &str, span: TokenSpan) -> Ident {
    let begins_paths = matches!(name, "crate" | "self" | "super" | "Self");
    if begins_paths || syn::parse_str::<Ident>(name).is_ok() {
        return Ident::new(name, span);
    }
    Ident::new_raw(name, span)
}
