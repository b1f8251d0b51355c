//! Beside a service: what it declares.

use proc_macro2::TokenStream;
use quote::quote;
use watershed_grammar::item::Header;
use watershed_grammar::service::Service;
use watershed_grammar::value::id;

use super::register::{self, Entry};
use super::{conditions, krate, plain, trigger};

/// Its registration.
pub fn beside(header: &Header, service: &Service) -> Option<TokenStream> {
    if !register::can_be_named(header) {
        return None;
    }
    let (krate, conditions, name) = (krate::path(), conditions(&header.attributes), plain(&header.signature.ident));
    let id = service.id.as_ref().map_or_else(|| id::kebab(&name), |id| id.value.clone());
    let trigger = quote!(#krate::trigger::Service);
    let grants = register::grants(header, &trigger, None, &krate);
    let what = what(header, service, &trigger, &krate);
    let entry = register::submit(&Entry { kind: "service", id: &id, name: &name, grants, what }, &krate);
    Some(quote! {
        #conditions
        const _: () = { #entry };
    })
}

/// What an adapter needs to know in order to start it.
fn what(header: &Header, service: &Service, trigger: &TokenStream, krate: &TokenStream) -> TokenStream {
    let http = service.http.as_ref().map(|http| {
        let port = http.port.as_ref().and_then(|port| u16::try_from(port.value).ok());
        let port = port.map_or_else(|| quote!(None), |port| quote!(Some(#port)));
        let host = trigger::option(http.host.as_ref());
        let path = http.path.as_ref().map_or("/", |path| path.value.as_str());
        quote!(#krate::registry::Http { port: ::core::option::Option::#port, host: #host, path: #path })
    });
    let http = http.map_or_else(|| quote!(None), |http| quote!(Some(#http)));
    let (group, health) = (trigger::option(service.group.as_ref()), trigger::option(service.health.as_ref()));
    let (call, output) = (register::call(header, trigger, krate), super::output(header));
    quote! {
        Service(&#krate::registry::Service {
            http: ::core::option::Option::#http,
            group: #group,
            health: #health,
            start: |invocation| ::std::boxed::Box::pin(async move {
                let output = #call;
                <#output as #krate::signature::Served>::serve(output)
            }),
        })
    }
}
