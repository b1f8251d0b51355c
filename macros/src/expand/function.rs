//! Beside a function: its name as a type, and what it declares.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ReturnType;
use syn::spanned::Spanned as _;
use watershed_grammar::function::Function;
use watershed_grammar::item::Header;
use watershed_grammar::trigger::Trigger;
use watershed_grammar::value::id;

use super::located::Located;
use super::register::{self, Entry};
use super::{conditions, krate, plain};

/// Its registration, and where others call it, the type of its own name.
///
/// Only then: a type beside every function would clash with `mod charge;` where a file holds the function `charge`.
pub fn beside(header: &Header, function: Option<&Function>, located: &Located) -> TokenStream {
    let is_called = function.is_none_or(|function| matches!(function.trigger.value, Trigger::Call(_)));
    let Some(function) = function.filter(|_| register::can_be_named(header)) else {
        // Nothing can be declared, and somebody may name the function all the same.
        return if is_called { name_type(header) } else { TokenStream::new() };
    };
    let krate = krate::path();
    let (name, conditions) = (plain(&header.signature.ident), conditions(&header.attributes));
    let id = function.knobs.id.as_ref().map_or_else(|| id::kebab(&name), |id| id.value.clone());
    let (trigger, output) = (trigger_type(&function.trigger.value, &krate, located), output(header));
    // Who calls a function gets its answer; all others hand theirs to a platform.
    let (callable, output) = match function.trigger.value {
        Trigger::Call(_) => {
            (Some(callable(header, &id, &output, &krate)), quote!(<#output as #krate::signature::Answer>))
        }
        Trigger::Http(_)
        | Trigger::Url(_)
        | Trigger::Queue(_)
        | Trigger::Topic(_)
        | Trigger::Schedule(_)
        | Trigger::Table(_)
        | Trigger::Bucket(_)
        | Trigger::Event(_)
        | Trigger::Stream(_) => (None, quote!(<#output as #krate::signature::Returned<#trigger>>)),
    };
    let grants = register::grants(header, &trigger, Some(&output), &krate);
    let kind = Some(function.trigger.value.kind());
    let entry = Entry { kind: "function", id: &id, name: &name, trigger: kind, grants };
    let entry = register::submit(&entry, &krate);
    quote! {
        #callable
        #conditions
        const _: () = { #entry };
    }
}

/// The function's name as a type.
fn name_type(header: &Header) -> TokenStream {
    let (name, visibility) = (&header.signature.ident, &header.visibility);
    let conditions = conditions(&header.attributes);
    let doc = format!("The function `{}` as a type, so that `Caller<{0}>` can name it.", plain(name));
    quote! {
        #conditions
        #[doc = #doc]
        #[allow(non_camel_case_types, dead_code)]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #visibility enum #name {}
    }
}

/// What `Caller` needs to know.
fn callable(header: &Header, id: &str, output: &TokenStream, krate: &TokenStream) -> TokenStream {
    let (name, conditions) = (&header.signature.ident, conditions(&header.attributes));
    let nothing = quote!(#krate::signature::Nothing);
    let brought = register::parameters(header).into_iter().rev().fold(nothing, |rest, parameter| {
        let span = parameter.span();
        let at = krate::at(krate, span);
        let brings = quote_spanned!(span=> <#parameter as #at::signature::Brings>::Input);
        quote!(<#brings as #krate::signature::Or<#rest>>::First)
    });
    let name_type = name_type(header);
    // Where the type is written, so that rustc underlines a wrong one there.
    let at = krate::at(krate, output.span());
    let output = quote_spanned!(output.span()=> type Output = <#output as #at::signature::Answer>::Value;);
    quote! {
        #name_type
        #conditions
        impl #krate::resource::Callable for #name {
            const ID: &'static str = #id;
            type Input = <#brought as #krate::signature::Payload>::Type;
            #output
        }
    }
}

fn output(header: &Header) -> TokenStream {
    match &header.signature.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) => quote!(#ty),
    }
}

/// The trigger as a type. It stands where the subject is written, so that rustc underlines a wrong one there.
fn trigger_type(trigger: &Trigger, krate: &TokenStream, located: &Located) -> TokenStream {
    let kind = match trigger {
        Trigger::Http(_) => quote!(Http),
        Trigger::Url(_) => quote!(Url),
        Trigger::Schedule(_) => quote!(Schedule),
        Trigger::Call(_) => quote!(Call),
        Trigger::Queue(_) => quote!(Queue),
        Trigger::Topic(_) => quote!(Topic),
        Trigger::Table(_) => quote!(Table),
        Trigger::Bucket(_) => quote!(Bucket),
        Trigger::Stream(_) => quote!(Stream),
        Trigger::Event(_) => quote!(Event),
    };
    match (trigger.subject(), trigger) {
        (Some(subject), _) => {
            let (path, span) = (located.path(&subject.value), located.range(subject.span));
            let krate = krate::at(krate, span);
            quote_spanned!(span=> #krate::trigger::#kind<#path>)
        }
        (None, Trigger::Event(_)) => quote!(#krate::trigger::Event<#krate::resource::DefaultBus>),
        (None, _) => quote!(#krate::trigger::#kind),
    }
}
