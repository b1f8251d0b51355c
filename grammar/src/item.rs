//! The item under an attribute: a function's signature, a resource's struct.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, FnArg, ItemStruct, ReturnType, Token, Type, Visibility};

use crate::args::PathNode;
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::serde::written::{Written, written};
use crate::span::{Locate, Span, Spanned};

/// A function with its body left as tokens: nobody needs the tree of a body.
#[derive(Clone)]
pub struct Header {
    /// Attributes above it.
    pub attributes: Vec<Attribute>,
    /// Its visibility.
    pub visibility: Visibility,
    /// Its signature.
    pub signature: syn::Signature,
    /// The body and whatever follows.
    pub body: TokenStream,
}

impl Parse for Header {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attributes: input.call(Attribute::parse_outer)?,
            visibility: input.parse()?,
            signature: input.parse()?,
            body: input.parse()?,
        })
    }
}

/// A function's signature, as far as it matters here.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The function's name.
    pub name: Spanned<String>,
    /// Its parameters' types.
    pub parameters: Vec<TypeNode>,
    /// Whether all of them could be read.
    pub is_whole: bool,
    /// What it returns.
    pub output: TypeNode,
}

/// A type as it is written.
#[derive(Clone, Debug)]
pub enum TypeNode {
    /// `Reader<Order>`
    Path {
        /// `watershed::Reader`
        path: PathNode,
        /// `Order`
        arguments: Vec<TypeNode>,
        /// The whole type.
        span: Span,
    },
    /// `(can::Get, can::Put)`
    Tuple(Vec<TypeNode>, Span),
    /// Anything else.
    Other(Span),
}

impl TypeNode {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Self::Path { span, .. } | Self::Tuple(_, span) | Self::Other(span) => *span,
        }
    }

    /// Reads a type.
    pub fn of(ty: &Type, locate: &dyn Locate) -> Self {
        match ty {
            Type::Paren(inner) => Self::of(&inner.elem, locate),
            Type::Group(inner) => Self::of(&inner.elem, locate),
            Type::Tuple(tuple) => {
                let span = whole(ty, locate);
                Self::Tuple(tuple.elems.iter().map(|ty| Self::of(ty, locate)).collect(), span)
            }
            Type::Path(path) if path.qself.is_none() => Self::of_path(&path.path, locate),
            _ => Self::Other(whole(ty, locate)),
        }
    }

    fn of_path(path: &syn::Path, locate: &dyn Locate) -> Self {
        let mut arguments = Vec::new();
        let mut segments = Vec::with_capacity(path.segments.len());
        for segment in &path.segments {
            segments.push(Spanned::new(crate::args::plain(&segment.ident), locate.locate(segment.ident.span())));
            if let syn::PathArguments::AngleBracketed(list) = &segment.arguments {
                arguments.extend(list.args.iter().filter_map(|argument| match argument {
                    syn::GenericArgument::Type(ty) => Some(Self::of(ty, locate)),
                    _ => None,
                }));
            }
        }
        let span = ends(path, &segments, locate);
        Self::Path { path: PathNode { global: path.leading_colon.is_some(), segments }, arguments, span }
    }
}

/// Whether a type is written in a form that no input and no handle has: a reference, `impl Trait`, an array, …
pub fn is_other(ty: &Type) -> bool {
    match ty {
        Type::Paren(inner) => is_other(&inner.elem),
        Type::Group(inner) => is_other(&inner.elem),
        Type::Path(path) => path.qself.is_some(),
        Type::Tuple(_) => false,
        _ => true,
    }
}

/// The place of a path, from its first token to its last: nearly every type is one, and this needs no copy of it.
fn ends(path: &syn::Path, segments: &[Spanned<String>], locate: &dyn Locate) -> Span {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return whole(path, locate) };
    let first = path.leading_colon.map_or(first.span, |colons| locate.locate(colons.spans[0]));
    match path.segments.last().map(|segment| &segment.arguments) {
        Some(syn::PathArguments::AngleBracketed(arguments)) => first.to(locate.locate(arguments.gt_token.spans[0])),
        Some(syn::PathArguments::Parenthesized(_)) => whole(path, locate),
        Some(syn::PathArguments::None) | None => first.to(last.span),
    }
}

fn whole(tokens: &impl ToTokens, locate: &dyn Locate) -> Span {
    let mut stream = tokens.to_token_stream().into_iter();
    let Some(first) = stream.next() else { return locate.locate(tokens.span()) };
    let last = stream.last().unwrap_or_else(|| first.clone());
    locate.locate(first.span()).to(locate.locate(last.span()))
}

/// Checks that a function can be what the attribute says, and reads its signature.
pub fn signature(what: &str, syn: &syn::Signature, locate: &dyn Locate, diagnostics: &mut Diagnostics) -> Signature {
    let name_span = locate.locate(syn.ident.span());
    let wrong = |diagnostics: &mut Diagnostics, span, message: String, help: &str| {
        diagnostics.push(Diagnostic::error(codes::BAD_ITEM, span, message).help(help));
    };
    if syn.asyncness.is_none() {
        wrong(diagnostics, name_span, format!("`#[{what}]` stands on an async function"), "write `async fn`");
    }
    if !syn.generics.params.is_empty() {
        wrong(
            diagnostics,
            whole(&syn.generics.params, locate),
            format!("`#[{what}]` does not take generics"),
            "nothing could say which types to deploy",
        );
    }
    let mut parameters = Vec::with_capacity(syn.inputs.len());
    for input in &syn.inputs {
        match input {
            FnArg::Receiver(receiver) => wrong(
                diagnostics,
                whole(receiver, locate),
                format!("`#[{what}]` stands on a free function"),
                "move it out of the `impl`",
            ),
            FnArg::Typed(typed) => match (condition(&typed.attrs), is_other(&typed.ty)) {
                (Some(at), _) => {
                    let message = "a parameter is there in every build, whatever its features";
                    let wrong = Diagnostic::error(codes::BAD_PARAMETER, locate.locate(at), message);
                    diagnostics.push(wrong.help("write two functions, each with its own `#[cfg(…)]`"));
                }
                (None, true) => diagnostics.push(
                    Diagnostic::error(
                        codes::BAD_PARAMETER,
                        whole(&typed.ty, locate),
                        "this is neither an input nor a handle",
                    )
                    .help("a parameter is a type of `watershed`, by value"),
                ),
                (None, false) => parameters.push(TypeNode::of(&typed.ty, locate)),
            },
        }
    }
    let output = match &syn.output {
        ReturnType::Default => TypeNode::Tuple(Vec::new(), name_span),
        ReturnType::Type(_, ty) => TypeNode::of(ty, locate),
    };
    let is_whole = parameters.len() == syn.inputs.len();
    Signature { name: Spanned::new(crate::args::plain(&syn.ident), name_span), parameters, is_whole, output }
}

/// Where a parameter's attributes say that it may not be there.
fn condition(attributes: &[Attribute]) -> Option<proc_macro2::Span> {
    let cfg = |meta: &syn::Meta| meta.path().is_ident("cfg").then(|| meta.path().span());
    attributes.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident("cfg_attr") => {
            let inner = list.parse_args_with(Punctuated::<syn::Meta, Token![,]>::parse_terminated).ok()?;
            inner.iter().skip(1).find_map(cfg)
        }
        meta => cfg(meta),
    })
}

/// A struct under a resource attribute.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The struct's name.
    pub name: Spanned<String>,
    /// Named fields.
    pub fields: Vec<NamedField>,
    /// Types of the fields of a tuple struct.
    pub inside: Vec<TypeNode>,
    /// Where serde is told to store something else in its place.
    pub replaced: Option<Span>,
}

/// A field with a name.
#[derive(Clone, Debug)]
pub struct NamedField {
    /// Its name in Rust.
    pub name: Spanned<String>,
    /// Its type.
    pub ty: TypeNode,
    /// How serde writes it.
    pub written: Written<Span>,
}

/// Checks that a struct can be a resource, and reads its fields.
pub fn structure(what: &str, item: &ItemStruct, locate: &dyn Locate, diagnostics: &mut Diagnostics) -> Struct {
    if !item.generics.params.is_empty() {
        let message = format!("`#[{what}]` does not take generics");
        let span = whole(&item.generics.params, locate);
        diagnostics
            .push(Diagnostic::error(codes::BAD_ITEM, span, message).help("a resource is one thing in the cloud"));
    }
    let mut fields = Vec::new();
    let mut inside = Vec::new();
    for field in &item.fields {
        let ty = TypeNode::of(&field.ty, locate);
        match &field.ident {
            Some(name) => {
                let name = Spanned::new(crate::args::plain(name), locate.locate(name.span()));
                let written = written(&name.value, &field.attrs, &item.attrs).map(|at| locate.locate(at));
                fields.push(NamedField { name, ty, written });
            }
            None => inside.push(ty),
        }
    }
    let name = Spanned::new(crate::args::plain(&item.ident), locate.locate(item.ident.span()));
    let replaced = crate::serde::replaced(&item.attrs).map(|at| locate.locate(at));
    Struct { name, fields, inside, replaced }
}
