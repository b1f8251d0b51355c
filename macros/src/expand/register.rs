//! The entry that the linker collects for `watershed::registry`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, Type};
use watershed_grammar::item::{self, Header};

/// What an entry says.
pub struct Entry<'a> {
    /// The attribute.
    pub kind: &'a str,
    /// The id.
    pub id: &'a str,
    /// The name in the source.
    pub name: &'a str,
    /// A closure that adds what the signature grants.
    pub grants: TokenStream,
    /// A variant of `registry::What`.
    pub what: TokenStream,
}

/// The entry in the registry.
pub fn submit(entry: &Entry<'_>, krate: &TokenStream) -> TokenStream {
    let Entry { kind, id, name, grants, what } = entry;
    quote! {
        #krate::registry::submit! {
            #krate::registry::Item {
                kind: #kind,
                id: #id,
                path: ::core::concat!(::core::module_path!(), "::", #name),
                grants: #grants,
                what: #krate::registry::What::#what,
            }
        }
    }
}

/// The types of the parameters are asked what they grant, and so is the return value where somebody takes it.
pub fn grants(
    header: &Header,
    trigger: &TokenStream,
    output: Option<&TokenStream>,
    krate: &TokenStream,
) -> TokenStream {
    let (name, parameters) = (&header.signature.ident, parameters(header));
    let output = output.map(|output| quote!(#output::grants(grants);));
    quote! {
        |grants| {
            // Nothing else names a function that only a trigger starts.
            let _ = #name;
            #(<#parameters as #krate::signature::Parameter<#trigger>>::grants(grants);)*
            #output
        }
    }
}

/// The arguments of the function, made of what the trigger brings and of what an adapter has.
fn take(header: &Header, trigger: &TokenStream, krate: &TokenStream) -> TokenStream {
    let parameters = parameters(header);
    quote!(#(<#parameters as #krate::signature::Parameter<#trigger>>::take(&invocation)?),*)
}

/// A call of the function. One that is not async has been refused; a second error would not help.
pub fn call(header: &Header, trigger: &TokenStream, krate: &TokenStream) -> TokenStream {
    let (name, arguments) = (&header.signature.ident, take(header, trigger, krate));
    let wait = header.signature.asyncness.is_some().then(|| quote!(.await));
    quote!(#name(#arguments) #wait)
}

/// Whether other code can name the function and the types of its parameters; what cannot has been refused.
pub fn can_be_named(header: &Header) -> bool {
    header.signature.generics.params.is_empty() && !parameters(header).into_iter().any(item::is_other)
}

/// The types of the parameters.
pub fn parameters(header: &Header) -> Vec<&Type> {
    let inputs = header.signature.inputs.iter();
    let typed = inputs.filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&*typed.ty),
        FnArg::Receiver(_) => None,
    });
    typed.collect()
}
