//! How the application calls the crate `watershed`.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// `::watershed`, or the name that the application's manifest gives it.
pub fn path() -> TokenStream {
    match crate_name("watershed") {
        Ok(FoundCrate::Name(name)) => {
            let name = Ident::new(&name, Span::call_site());
            quote!(::#name)
        }
        // The crate's own tests and documentation stand outside of it.
        Ok(FoundCrate::Itself) | Err(_) => quote!(::watershed),
    }
}

/// The same path as if it were written at another place, so that rustc underlines that place.
pub fn at(krate: &TokenStream, span: Span) -> TokenStream {
    let respanned = krate.clone().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    respanned.collect()
}
