//! Beside a function: its name as a type, and what it declares.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, ReturnType};
use watershed_grammar::function::Function;
use watershed_grammar::item::Header;
use watershed_grammar::trigger::Trigger;
use watershed_grammar::value::id;

use super::located::Located;
use super::{conditions, krate, plain};

/// The type of its own name, and where the attribute can be read, its registration.
pub fn beside(header: &Header, function: Option<&Function>, located: &Located) -> TokenStream {
    let (name, visibility) = (&header.signature.ident, &header.visibility);
    let (krate, conditions) = (krate::path(), conditions(&header.attributes));
    let doc = format!("The function `{}` as a type, so that `Caller<{0}>` can name it.", plain(name));
    let written = function.and_then(|function| function.knobs.id.as_ref());
    let id = written.map_or_else(|| id::kebab(&plain(name)), |id| id.value.clone());
    // Generics have been refused; a type could not be named without them.
    let declared = function.filter(|_| header.signature.generics.params.is_empty());
    let declared = declared.map(|function| declared_by(header, function, &id, &krate, located));
    quote! {
        #conditions
        #[doc = #doc]
        #[allow(non_camel_case_types, dead_code)]
        #[derive(Clone, Copy, Debug)]
        #visibility enum #name {}

        #conditions
        const _: () = {
            impl #krate::resource::Function for #name {
                const ID: &'static str = #id;
            }
            #declared
        };
    }
}

fn declared_by(header: &Header, function: &Function, id: &str, krate: &TokenStream, located: &Located) -> TokenStream {
    let trigger = trigger_type(&function.trigger.value, krate, located);
    let output = output(header);
    let callable = match &function.trigger.value {
        Trigger::Call(_) => Some(callable(header, &output, &trigger, krate)),
        Trigger::Http(_)
        | Trigger::Url(_)
        | Trigger::Queue(_)
        | Trigger::Topic(_)
        | Trigger::Schedule(_)
        | Trigger::Table(_)
        | Trigger::Bucket(_)
        | Trigger::Event(_)
        | Trigger::Stream(_) => None,
    };
    let returned = callable.is_none().then(|| {
        quote!(<#output as #krate::signature::Returned<#trigger>>::grants(grants);)
    });
    let registration = registration("function", header, id, Some(function.trigger.value.kind()), &trigger, krate, returned);
    quote! { #callable #registration }
}

/// The entry that the linker collects; the types of the parameters are asked what they grant.
pub fn registration(
    kind: &str,
    header: &Header,
    id: &str,
    trigger_name: Option<&str>,
    trigger: &TokenStream,
    krate: &TokenStream,
    returned: Option<TokenStream>,
) -> TokenStream {
    let name = &header.signature.ident;
    let text = plain(name);
    let trigger_name = trigger_name.map_or_else(|| quote!(None), |name| quote!(Some(#name)));
    let parameters = parameters(header);
    quote! {
        #krate::registry::submit! {
            #krate::registry::Item {
                kind: #kind,
                id: #id,
                path: ::core::concat!(::core::module_path!(), "::", #text),
                trigger: ::core::option::Option::#trigger_name,
                grants: |grants| {
                    // Nothing else names a function that only a trigger starts.
                    let _ = #name;
                    #(<#parameters as #krate::signature::Parameter<#trigger>>::grants(grants);)*
                    #returned
                },
            }
        }
    }
}

/// What `Caller` needs to know.
fn callable(header: &Header, output: &TokenStream, trigger: &TokenStream, krate: &TokenStream) -> TokenStream {
    let name = &header.signature.ident;
    let nothing = quote!(#krate::signature::Nothing);
    let brought = parameters(header).into_iter().rev().fold(nothing, |rest, parameter| {
        let brings = quote!(<#parameter as #krate::signature::Parameter<#trigger>>::Brings);
        quote!(<#brings as #krate::signature::Or<#rest>>::First)
    });
    quote! {
        impl #krate::resource::Callable for #name {
            type Input = <#brought as #krate::signature::Brought>::Payload;
            type Output = <#output as #krate::signature::Answer>::Value;
        }
    }
}

fn parameters(header: &Header) -> Vec<&syn::Type> {
    let typed = |input| match input {
        &FnArg::Typed(ref typed) => Some(&*typed.ty),
        FnArg::Receiver(_) => None,
    };
    header.signature.inputs.iter().filter_map(typed).collect()
}

fn output(header: &Header) -> TokenStream {
    match &header.signature.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) => quote!(#ty),
    }
}

fn trigger_type(trigger: &Trigger, krate: &TokenStream, located: &Located) -> TokenStream {
    let subject = trigger.subject().map(|subject| located.path(&subject.value));
    match trigger {
        Trigger::Http(_) => quote!(#krate::trigger::Http),
        Trigger::Url(_) => quote!(#krate::trigger::Url),
        Trigger::Schedule(_) => quote!(#krate::trigger::Schedule),
        Trigger::Call(_) => quote!(#krate::trigger::Call),
        Trigger::Queue(_) => quote!(#krate::trigger::Queue<#subject>),
        Trigger::Topic(_) => quote!(#krate::trigger::Topic<#subject>),
        Trigger::Table(_) => quote!(#krate::trigger::Table<#subject>),
        Trigger::Bucket(_) => quote!(#krate::trigger::Bucket<#subject>),
        Trigger::Stream(_) => quote!(#krate::trigger::Stream<#subject>),
        Trigger::Event(_) => {
            let bus = subject.unwrap_or_else(|| quote!(#krate::resource::DefaultBus));
            quote!(#krate::trigger::Event<#bus>)
        }
    }
}
