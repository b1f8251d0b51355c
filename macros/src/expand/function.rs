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
    let (name, kind) = (plain(&header.signature.ident), function.trigger.value.kind());
    let (trigger, output) = (trigger_type(&function.trigger.value, krate, located), output(header));
    // Who calls a function gets its answer; all others hand theirs to a platform.
    let (callable, output) = match function.trigger.value {
        Trigger::Call(_) => (Some(callable(header, &output, krate)), quote!(<#output as #krate::signature::Answer>)),
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
    let grants = register::grants(header, &trigger, Some(&output), krate);
    let entry = Entry { kind: "function", id, name: &name, trigger: Some(kind), grants };
    let entry = register::submit(&entry, krate);
    quote! { #callable #entry }
}

/// What `Caller` needs to know.
fn callable(header: &Header, output: &TokenStream, krate: &TokenStream) -> TokenStream {
    let name = &header.signature.ident;
    let nothing = quote!(#krate::signature::Nothing);
    let brought = register::parameters(header).into_iter().rev().fold(nothing, |rest, parameter| {
        let span = parameter.span();
        let at = krate::at(krate, span);
        let brings = quote_spanned!(span=> <#parameter as #at::signature::Brings>::Input);
        quote!(<#brings as #krate::signature::Or<#rest>>::First)
    });
    quote! {
        impl #krate::resource::Callable for #name {
            type Input = <#brought as #krate::signature::Payload>::Type;
            type Output = <#output as #krate::signature::Answer>::Value;
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
