//! What `#[serde(…)]` makes of a field: DynamoDB sees the name and the value that serde writes.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, Lit, Meta, Token};

/// Where it is written that a field is stored under another name, or not as it is.
pub fn reshaped(field: &str, own: &[Attribute], container: &[Attribute]) -> Option<Span> {
    let own = words(own);
    let mut named = own.iter().filter(|word| word.path().is_ident("rename"));
    if let Some(rename) = named.next_back() {
        return (text(rename).as_deref() != Some(field)).then(|| rename.span());
    }
    let otherwise = ["flatten", "skip", "skip_serializing", "with", "serialize_with"];
    if let Some(word) = own.iter().find(|word| otherwise.iter().any(|it| word.path().is_ident(it))) {
        return Some(word.span());
    }
    let container = words(container);
    let rule = container.iter().find(|word| word.path().is_ident("rename_all"))?;
    (!text(rule).is_some_and(|rule| keeps(&rule, field))).then(|| rule.span())
}

/// Whether a rule leaves the name of a field as it is.
fn keeps(rule: &str, field: &str) -> bool {
    match rule {
        "lowercase" | "snake_case" => true,
        "camelCase" | "kebab-case" => !field.contains('_') && !field.starts_with(char::is_uppercase),
        _ => false,
    }
}

fn words(attributes: &[Attribute]) -> Vec<Meta> {
    let of_serde = attributes.iter().filter(|it| it.path().is_ident("serde"));
    // serde itself reports what cannot be read.
    let lists = of_serde.filter_map(|it| it.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok());
    lists.flatten().collect()
}

fn text(meta: &Meta) -> Option<String> {
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        Meta::Path(_) | Meta::List(_) => None,
    }
}
