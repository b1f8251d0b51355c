//! Beside a function: its name as a type, and what it declares.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use watershed_grammar::function::{Function, Place};
use watershed_grammar::item::Header;
use watershed_grammar::trigger::Trigger;
use watershed_grammar::value::id;

use super::located::Located;
use super::register::{self, Entry};
use super::{conditions, krate, output, plain, trigger};

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
    let (trigger, output) = (trigger::as_type(&function.trigger.value, &krate, located), output(header));
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
    let what = what(header, function, &trigger, &output, located);
    let entry = Entry { kind: "function", id: &id, name: &name, grants, what };
    let entry = register::submit(&entry, &krate);
    quote! {
        #callable
        #conditions
        const _: () = { #entry };
    }
}

/// What an adapter needs to know in order to run it.
fn what(
    header: &Header,
    function: &Function,
    trigger: &TokenStream,
    output: &TokenStream,
    at: &Located,
) -> TokenStream {
    let (krate, knobs) = (krate::path(), &function.knobs);
    let value = trigger::as_value(&function.trigger.value, &krate, at);
    let default = function.trigger.value.default_timeout();
    let timeout = trigger::duration(knobs.timeout.as_ref().map_or(default, |timeout| timeout.value));
    let (retries, max) = (trigger::option(knobs.retries.as_ref()), trigger::option(knobs.scale.max.as_ref()));
    let in_container = knobs.place.as_ref().is_some_and(|place| place.value == Place::Container);
    let group = trigger::option(knobs.group.as_ref());
    let call = register::call(header, trigger, &krate);
    let finish = match function.trigger.value {
        Trigger::Call(_) => quote!(answer),
        _ => quote!(finish),
    };
    quote! {
        Function(&#krate::registry::Function {
            trigger: #value,
            timeout: #timeout,
            retries: #retries,
            max: #max,
            in_container: #in_container,
            group: #group,
            invoke: |invocation| ::std::boxed::Box::pin(async move {
                let output = #call;
                #output::#finish(output, &*invocation.backends).await
            }),
        })
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
