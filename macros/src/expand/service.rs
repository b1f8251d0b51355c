//! Beside a service: what it declares.

use proc_macro2::TokenStream;
use quote::quote;
use watershed_grammar::item::Header;
use watershed_grammar::service::Service;
use watershed_grammar::value::id;

use super::function::registration;
use super::{conditions, krate, plain};

/// Its registration.
pub fn beside(header: &Header, service: &Service) -> Option<TokenStream> {
    if !header.signature.generics.params.is_empty() {
        return None;
    }
    let (krate, conditions) = (krate::path(), conditions(&header.attributes));
    let id = service.id.as_ref().map_or_else(|| id::kebab(&plain(&header.signature.ident)), |id| id.value.clone());
    let registration =
        registration("service", header, &id, None, &quote!(#krate::trigger::Service), &krate, None);
    Some(quote! {
        #conditions
        const _: () = { #registration };
    })
}
