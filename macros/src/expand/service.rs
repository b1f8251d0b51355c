//! Beside a service: what it declares.

use proc_macro2::TokenStream;
use quote::quote;
use watershed_grammar::item::Header;
use watershed_grammar::service::Service;
use watershed_grammar::value::id;

use super::register::{self, Entry};
use super::{conditions, krate, plain};

/// Its registration.
pub fn beside(header: &Header, service: &Service) -> Option<TokenStream> {
    if !register::can_be_named(header) {
        return None;
    }
    let (krate, conditions, name) = (krate::path(), conditions(&header.attributes), plain(&header.signature.ident));
    let id = service.id.as_ref().map_or_else(|| id::kebab(&name), |id| id.value.clone());
    let grants = register::grants(header, &quote!(#krate::trigger::Service), None, &krate);
    let entry = register::submit(&Entry { kind: "service", id: &id, name: &name, trigger: None, grants }, &krate);
    Some(quote! {
        #conditions
        const _: () = { #entry };
    })
}
