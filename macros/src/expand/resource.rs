//! Beside a struct: what kind of resource it is, its id and what travels through it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{ExprPath, Fields, Ident, ItemStruct, Type};
use watershed_grammar::key::Kind;
use watershed_grammar::resource::table::{Attribute, Scalar};
use watershed_grammar::resource::{Resource, Shape, bus, queue, secret, stream, table, topic};
use watershed_grammar::value::{Duration, id};

use super::register::{self, Entry};
use super::trigger::{duration, option};
use super::{conditions, krate, plain};

/// The traits of its kind, and its registration.
pub fn beside(kind: &Kind, item: &ItemStruct, resource: Option<&Resource>) -> TokenStream {
    if !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let (name, text) = (&item.ident, plain(&item.ident));
    let (krate, conditions) = (krate::path(), conditions(&item.attrs));
    let written = resource.and_then(|resource| resource.common.id.as_ref());
    let id = written.map_or_else(|| id::kebab(&text), |id| id.value.clone());
    let word = kind.name;
    let traits = traits(word, item, resource.map(|resource| &resource.shape), &krate);
    let what = what(name, resource.map(|resource| &resource.shape), &krate);
    let entry = Entry { kind: word, id: &id, name: &text, grants: quote!(|_| {}), what };
    let entry = register::submit(&entry, &krate);
    quote! {
        #conditions
        const _: () = {
            impl #krate::resource::Resource for #name {
                const KIND: &'static str = #word;
                const ID: &'static str = #id;
            }
            #traits
            #entry
        };
    }
}

/// What an adapter needs to know in order to stand for it.
fn what(name: &Ident, shape: Option<&Shape>, krate: &TokenStream) -> TokenStream {
    let resource = match shape {
        Some(Shape::Queue(queue)) => {
            let (fifo, retries) = (queue.fifo, queue.retries.as_ref().map_or(queue::RETRIES, |it| it.value));
            let retention = duration(queue.retention.as_ref().map_or(queue::RETENTION, |it| it.value));
            let delay = duration(queue.delay.as_ref().map_or(Duration::from_seconds(0), |it| it.value));
            quote!(Queue { fifo: #fifo, retries: #retries, retention: #retention, delay: #delay })
        }
        Some(Shape::Topic(topic)) => {
            let fifo = topic.fifo;
            quote!(Topic { fifo: #fifo })
        }
        Some(Shape::Table(table)) => {
            let (ttl, stream) = (option(table.ttl.as_ref().map(|it| &it.name)), table.stream);
            quote!(Table {
                fields: <#name as #krate::resource::Table>::KEY,
                indexes: <#name as #krate::resource::Table>::INDEXES,
                ttl: #ttl,
                stream: #stream,
            })
        }
        Some(Shape::Bucket(_)) => quote!(Bucket),
        Some(Shape::Secret(_)) => quote!(Secret),
        Some(Shape::Stream(_)) => quote!(Stream),
        // Without a shape the attribute has a mistake, which is reported; this only has to compile.
        Some(Shape::Bus(_)) | None => quote!(Bus),
    };
    quote!(Resource(#krate::registry::Resource::#resource))
}

fn traits(kind: &str, item: &ItemStruct, shape: Option<&Shape>, krate: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let is = |word: &str| kind == word;
    if is(table::KIND.name) {
        let shape = match shape {
            Some(Shape::Table(table)) => Some(table),
            _ => None,
        };
        return table_traits(item, shape, krate);
    }
    if is(queue::KIND.name) || is(topic::KIND.name) || is(stream::KIND.name) {
        return carrier(kind, item, shape, krate);
    }
    let kind = match kind {
        word if word == secret::KIND.name => format_ident!("Secret"),
        word if word == bus::KIND.name => format_ident!("Bus"),
        _ => format_ident!("Bucket"),
    };
    // Nobody makes a value of it, and it is not dead: the attribute deploys it.
    quote! {
        impl #krate::resource::#kind for #name {}
        const _: fn(&#name) = |_| {};
    }
}

/// A queue, topic or stream and the type inside.
fn carrier(kind: &str, item: &ItemStruct, shape: Option<&Shape>, krate: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let inside = match &item.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
        _ => None,
    };
    let (kind, carried) = match kind {
        word if word == topic::KIND.name => (format_ident!("Topic"), format_ident!("Message")),
        word if word == stream::KIND.name => (format_ident!("Stream"), format_ident!("Record")),
        _ => (format_ident!("Queue"), format_ident!("Message")),
    };
    let fifo = match shape {
        Some(Shape::Queue(queue)) => queue.fifo,
        Some(Shape::Topic(topic)) => topic.fifo,
        Some(Shape::Table(_) | Shape::Bucket(_) | Shape::Secret(_) | Shape::Stream(_) | Shape::Bus(_)) | None => false,
    };
    let unordered = (!fifo).then(|| quote!(impl #krate::resource::Unordered for #name {}));
    // Nobody reads the field, and it is not dead: it says what the messages are.
    let read = inside.map(|inside| quote!(const _: fn(#name) -> #inside = |carrier| carrier.0;));
    let inside = inside.map_or_else(|| quote!(()), |inside| quote!(#inside));
    quote! {
        impl #krate::resource::#kind for #name {
            type #carried = #inside;
        }
        #unordered
        #read
    }
}

fn table_traits(item: &ItemStruct, table: Option<&table::Table>, krate: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let any = quote!(#krate::resource::AnyKey);
    let Some(table) = table else {
        return quote! {
            impl #krate::resource::Table for #name {
                type Partition = #any;
                type Key = #any;
                const KEY: #krate::resource::KeyFields = #krate::resource::KeyFields {
                    key: "", sort: None, binary: &[], numbers: &[]
                };
                const INDEXES: &'static [#krate::resource::Index] = &[];
            }
        };
    };
    let partition = key_type(item, &table.key);
    let key = match &table.sort {
        Some(sort) => {
            let sort = key_type(item, sort);
            quote!(#krate::resource::Pair<#partition, #sort>)
        }
        None => partition.clone(),
    };
    let fields = key_fields(&table.key, table.sort.as_ref(), krate);
    let json = key_json(&table.key, table.sort.as_ref(), krate);
    let indexes = table.indexes.iter().map(|index| {
        let (name, fields) = (&index.name.value, key_fields(&index.key, index.sort.as_ref(), krate));
        quote!(#krate::resource::Index { name: #name, fields: #fields })
    });
    quote! {
        impl #krate::resource::Table for #name {
            type Partition = #partition;
            type Key = #key;
            const KEY: #krate::resource::KeyFields = #fields;
            const INDEXES: &'static [#krate::resource::Index] = &[#(#indexes),*];
            #json
        }
    }
}

/// How keys are written, where functions of their own write the fields; nothing where their types do.
fn key_json(key: &Attribute, sort: Option<&Attribute>, krate: &TokenStream) -> TokenStream {
    if std::iter::once(key).chain(sort).all(|field| field.field.written.by.is_none()) {
        return TokenStream::new();
    }
    let partition = value_json(key, &quote!(partition), krate);
    let (pattern, whole) = match sort.map(|sort| value_json(sort, &quote!(sort), krate)) {
        Some(sort) => (
            quote!(#krate::resource::Pair(partition, sort)),
            quote!(::core::result::Result::Ok(::core::convert::From::from([#partition?, #sort?]))),
        ),
        None => (quote!(partition), partition.clone()),
    };
    quote! {
        fn partition_json(partition: &Self::Partition) -> #krate::resource::Json {
            #partition
        }
        fn key_json(#pattern: &Self::Key) -> #krate::resource::Json {
            #whole
        }
    }
}

fn value_json(attribute: &Attribute, value: &TokenStream, krate: &TokenStream) -> TokenStream {
    let function = attribute.field.written.by.as_ref().and_then(|by| syn::parse_str::<ExprPath>(&by.function).ok());
    let serializer = quote!(#krate::resource::JsonSerializer);
    match function {
        Some(function) => quote!(#function(#value, #serializer)),
        None => quote!(#krate::resource::Serialize::serialize(#value, #serializer)),
    }
}

fn key_fields(key: &Attribute, sort: Option<&Attribute>, krate: &TokenStream) -> TokenStream {
    let that_hold = |scalar: Scalar| -> Vec<&String> {
        let fields = std::iter::once(key).chain(sort).filter(|field| field.scalar == Some(scalar));
        fields.map(|field| &field.name.value).collect()
    };
    let (binary, numbers) = (that_hold(Scalar::Binary), that_hold(Scalar::Number));
    let key = &key.name.value;
    let sort = match sort.map(|sort| &sort.name.value) {
        Some(sort) => quote!(::core::option::Option::Some(#sort)),
        None => quote!(::core::option::Option::None),
    };
    quote!(#krate::resource::KeyFields { key: #key, sort: #sort, binary: &[#(#binary),*], numbers: &[#(#numbers),*] })
}

/// The type of a field, without `Option`: an item is never looked for by nothing.
fn key_type(item: &ItemStruct, attribute: &Attribute) -> TokenStream {
    let field =
        item.fields.iter().find(|field| field.ident.as_ref().is_some_and(|it| plain(it) == attribute.field.name.value));
    field.map_or_else(TokenStream::new, |field| {
        let ty = inside_option(&field.ty);
        quote!(#ty)
    })
}

fn inside_option(ty: &Type) -> &Type {
    if let Type::Path(path) = ty
        && let Some(last) = path.path.segments.last()
        && last.ident == "Option"
        && let syn::PathArguments::AngleBracketed(list) = &last.arguments
        && let Some(syn::GenericArgument::Type(inner)) = list.args.first()
    {
        return inside_option(inner);
    }
    ty
}
