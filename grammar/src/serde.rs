//! What `#[serde(…)]` makes of a field: DynamoDB sees the name and the value that serde writes.

pub mod taken;
pub mod written;

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Field, Fields, ItemEnum, ItemStruct, Lit, Meta, Path, Token, Variant};

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

/// What `rename` or `rename_all` says for one direction, `serialize` or `deserialize`; an error where it cannot be read.
fn said(words: &[Meta], key: &str, way: &str) -> Result<Option<String>, ()> {
    let Some(word) = words.iter().rev().find(|word| word.path().is_ident(key)) else { return Ok(None) };
    let Meta::List(list) = word else { return text(word).map(Some).ok_or(()) };
    let ways = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).map_err(|_| ())?;
    match ways.iter().find(|it| it.path().is_ident(way)) {
        Some(said) => text(said).map(Some).ok_or(()),
        None => Ok(None),
    }
}

/// What serde's derive makes of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An object with these fields, in their order; nothing for one that is left out.
    Fields(Vec<Option<String>>),
    /// What its only field is that is written, by its number.
    Inner(usize),
    /// A list or nothing.
    NoObject,
}

/// What serde writes of a struct; nothing where its attributes do not say: it has no derive, its fields are
/// conditional, another attribute may change it, or serde is told something that is not known here.
pub fn shape(item: &ItemStruct) -> Option<Shape> {
    if !derives(&item.attrs, "Serialize") {
        return None;
    }
    let container = words(&item.attrs);
    let known = ["rename_all", "deny_unknown_fields", "default", "crate", "bound", "transparent"];
    if !container.iter().all(|word| known.iter().any(|it| word.path().is_ident(it))) {
        return None;
    }
    if container.iter().any(|word| word.path().is_ident("transparent")) {
        let is_left_out = |field: &Field| words(&field.attrs).iter().any(|word| word.path().is_ident("skip"));
        let mut written = item.fields.iter().enumerate().filter(|(_, field)| !is_left_out(field));
        return match (written.next(), written.next()) {
            (Some((only, _)), None) => Some(Shape::Inner(only)),
            _ => None,
        };
    }
    let rule = said(&container, "rename_all", "serialize").ok()?;
    match &item.fields {
        Fields::Named(fields) => {
            let names = fields.named.iter().map(|field| stored(field, rule.as_deref()));
            names.collect::<Option<Vec<_>>>().map(Shape::Fields)
        }
        Fields::Unnamed(fields) => match fields.unnamed.iter().collect::<Vec<_>>().as_slice() {
            [only] => only.attrs.is_empty().then_some(Shape::Inner(0)),
            _ => Some(Shape::NoObject),
        },
        Fields::Unit => Some(Shape::NoObject),
    }
}

/// Whether serde writes an enum as a text: the name of one of its variants. Where that is not known, it is not.
pub fn is_text(item: &ItemEnum) -> bool {
    let known = ["rename_all", "deny_unknown_fields", "default", "crate"];
    let is_known = |word: &Meta| known.iter().any(|it| word.path().is_ident(it));
    let is_unit = |variant: &Variant| matches!(variant.fields, Fields::Unit) && is_plain(&variant.attrs);
    derives(&item.attrs, "Serialize") && words(&item.attrs).iter().all(is_known) && item.variants.iter().all(is_unit)
}

/// The texts that serde writes of an enum without values; nothing where one of them is not known.
pub fn texts(item: &ItemEnum) -> Option<Vec<String>> {
    if is_text(item) { variants(item) } else { None }
}

/// The field in which serde writes the variant of an enum, and the texts that it has; nothing where that is not known.
pub fn tagged(item: &ItemEnum) -> Option<(String, Vec<String>)> {
    let known = ["tag", "content", "rename_all", "rename_all_fields", "deny_unknown_fields", "bound", "crate"];
    let container = words(&item.attrs);
    let is_known = |word: &Meta| known.iter().any(|it| word.path().is_ident(it));
    let is_plain = derives(&item.attrs, "Serialize") && item.variants.iter().all(|it| is_plain(&it.attrs));
    let tag = container.iter().find(|word| word.path().is_ident("tag")).and_then(text)?;
    if is_plain && container.iter().all(is_known) { Some((tag, variants(item)?)) } else { None }
}

/// The names that serde writes of variants.
fn variants(item: &ItemEnum) -> Option<Vec<String>> {
    let rule = said(&words(&item.attrs), "rename_all", "serialize").ok()?;
    let mut names = Vec::new();
    for variant in &item.variants {
        let own = words(&variant.attrs);
        if own.iter().any(|word| ["skip", "skip_serializing"].iter().any(|it| word.path().is_ident(it))) {
            continue;
        }
        // Such a variant has no name of its own.
        if own.iter().any(|word| word.path().is_ident("untagged")) {
            return None;
        }
        let name = variant.ident.to_string();
        let name = name.trim_start_matches("r#");
        names.push(match (said(&own, "rename", "serialize").ok()?, &rule) {
            (Some(renamed), _) => renamed,
            (None, Some(rule)) => of_variant(name, rule)?,
            (None, None) => name.to_owned(),
        });
    }
    Some(names)
}

/// A variant's name by a rule of serde; nothing where there is no such rule.
fn of_variant(variant: &str, rule: &str) -> Option<String> {
    let snake = || {
        let mut snake = String::new();
        for (index, letter) in variant.char_indices() {
            if index > 0 && letter.is_uppercase() {
                snake.push('_');
            }
            snake.push(letter.to_ascii_lowercase());
        }
        snake
    };
    Some(match rule {
        "PascalCase" => variant.to_owned(),
        "lowercase" => variant.to_ascii_lowercase(),
        "UPPERCASE" => variant.to_ascii_uppercase(),
        "camelCase" => {
            let first = variant.chars().next()?;
            first.to_ascii_lowercase().to_string() + &variant[first.len_utf8()..]
        }
        "snake_case" => snake(),
        "SCREAMING_SNAKE_CASE" => snake().to_ascii_uppercase(),
        "kebab-case" => snake().replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => snake().to_ascii_uppercase().replace('_', "-"),
        _ => return None,
    })
}

/// Whether serde's derive of a trait, and no other attribute, says what is written or read.
fn derives(attributes: &[Attribute], name: &str) -> bool {
    let derives = attributes.iter().filter(|it| it.path().is_ident("derive"));
    let traits = derives.filter_map(|it| it.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok());
    let is_it = |path: &Path| path.segments.last().is_some_and(|last| last.ident == name);
    traits.flatten().any(|path| is_it(&path)) && is_plain(attributes)
}

/// The type that serde's derive writes in place of a struct or an enum: `#[serde(into = "String")]`.
pub fn into(attributes: &[Attribute]) -> Option<syn::Type> {
    let words = words(attributes);
    let word = words.iter().find(|word| word.path().is_ident("into")).filter(|_| derives(attributes, "Serialize"))?;
    syn::parse_str(&text(word)?).ok()
}

/// Where serde is told to write something else in the place of a struct.
pub fn replaced(attributes: &[Attribute]) -> Option<Span> {
    let other = ["into", "remote", "transparent"];
    let words = words(attributes);
    words.iter().find(|word| other.iter().any(|it| word.path().is_ident(it))).map(syn::spanned::Spanned::span)
}

/// Whether no attribute changes what serde sees.
fn is_plain(attributes: &[Attribute]) -> bool {
    let known = ["derive", "serde", "doc", "allow", "expect", "deprecated", "non_exhaustive", "must_use"];
    attributes.iter().all(|it| known.iter().any(|name| it.path().is_ident(name)))
}

/// Whether a function of its own says how a field is written, so that its type does not.
pub fn is_written_by_function(field: &Field) -> bool {
    words(&field.attrs).iter().any(|word| ["with", "serialize_with"].iter().any(|it| word.path().is_ident(it)))
}

/// The name under which a field is written; nothing inside for one that is left out, nothing at all where it is not known.
#[expect(clippy::option_option, reason = "a field that is left out is known")]
fn stored(field: &Field, rule: Option<&str>) -> Option<Option<String>> {
    if !is_plain(&field.attrs) {
        return None;
    }
    let own = words(&field.attrs);
    let is = |word: &Meta, names: &[&str]| names.iter().any(|it| word.path().is_ident(it));
    if own.iter().any(|word| is(word, &["skip", "skip_serializing"])) {
        return Some(None);
    }
    let known = [
        "rename",
        "default",
        "alias",
        "skip_serializing_if",
        "skip_deserializing",
        "with",
        "serialize_with",
        "deserialize_with",
        "bound",
        "borrow",
    ];
    if !own.iter().all(|word| is(word, &known)) {
        return None;
    }
    let name = field.ident.as_ref()?.to_string();
    let name = name.trim_start_matches("r#");
    match (said(&own, "rename", "serialize").ok()?, rule) {
        (Some(renamed), _) => Some(Some(renamed)),
        (None, Some(rule)) => renamed(name, rule).map(Some),
        (None, None) => Some(Some(name.to_owned())),
    }
}

/// A field's name by a rule of serde; nothing where there is no such rule.
fn renamed(field: &str, rule: &str) -> Option<String> {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    let pascal = || field.split('_').map(capital).collect::<String>();
    Some(match rule {
        "lowercase" | "snake_case" => field.to_owned(),
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => field.to_ascii_uppercase(),
        "PascalCase" => pascal(),
        "camelCase" => {
            let pascal = pascal();
            let first = pascal.chars().next()?;
            first.to_ascii_lowercase().to_string() + &pascal[first.len_utf8()..]
        }
        "kebab-case" => field.replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => field.to_ascii_uppercase().replace('_', "-"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape, tagged, texts};

    fn names(text: &str) -> Option<Vec<Option<String>>> {
        match shape(&syn::parse_str(text).unwrap())? {
            Shape::Fields(names) => Some(names),
            Shape::Inner(_) | Shape::NoObject => None,
        }
    }

    #[test]
    fn fields_have_the_names_that_serde_writes() {
        let some = |names: &[&str]| Some(names.iter().map(|it| Some((*it).to_owned())).collect::<Vec<_>>());
        let derive = "#[derive(Clone, serde::Serialize)]";
        assert_eq!(names(&format!("{derive} struct A {{ a_b: u32, r#type: u32 }}")), some(&["a_b", "type"]));
        for (rule, expected) in [
            ("camelCase", "aBc"),
            ("PascalCase", "ABc"),
            ("kebab-case", "a-bc"),
            ("SCREAMING_SNAKE_CASE", "A_BC"),
            ("snake_case", "a_bc"),
        ] {
            let text = format!("{derive} #[serde(rename_all = \"{rule}\")] struct A {{ a_bc: u32 }}");
            assert_eq!(names(&text), some(&[expected]), "{rule}");
        }
        let text = format!("{derive} struct A {{ #[serde(rename = \"b\")] a: u32, #[serde(skip)] c: u32 }}");
        assert_eq!(names(&text), Some(vec![Some("b".to_owned()), None]));
        let ways = "#[serde(rename(serialize = \"b\", deserialize = \"c\"))]";
        assert_eq!(names(&format!("{derive} struct A {{ {ways} a: u32 }}")), some(&["b"]));
        assert_eq!(
            names(&format!("{derive} struct A {{ #[serde(rename(deserialize = \"c\"))] a: u32 }}")),
            some(&["a"])
        );
        let ways = "#[serde(rename_all(serialize = \"UPPERCASE\", deserialize = \"lowercase\"))]";
        assert_eq!(names(&format!("{derive} {ways} struct A {{ a: u32 }}")), some(&["A"]));
    }

    #[test]
    fn variants_have_the_names_that_serde_writes() {
        for (rule, expected) in [
            ("lowercase", "paidlate"),
            ("UPPERCASE", "PAIDLATE"),
            ("PascalCase", "PaidLate"),
            ("camelCase", "paidLate"),
            ("snake_case", "paid_late"),
            ("SCREAMING_SNAKE_CASE", "PAID_LATE"),
            ("kebab-case", "paid-late"),
            ("SCREAMING-KEBAB-CASE", "PAID-LATE"),
        ] {
            let variants = "PaidLate, #[serde(rename = \"no\")] Failed, #[serde(skip)] Never";
            let text = format!("#[derive(Serialize)] #[serde(rename_all = \"{rule}\")] enum A {{ {variants} }}");
            let expected = vec![expected.to_owned(), "no".to_owned()];
            assert_eq!(texts(&syn::parse_str(&text).unwrap()), Some(expected.clone()), "{rule}");
            let text = text.replace("(rename_all", "(tag = \"t\", rename_all").replace("Late,", "Late { at: u32 },");
            assert_eq!(tagged(&syn::parse_str(&text).unwrap()), Some(("t".to_owned(), expected)), "{rule}");
        }
        for text in [
            "enum A { B }",
            "#[derive(Serialize)] enum A { B(u32) }",
            "#[derive(Serialize)] #[serde(into = \"String\")] enum A { B }",
            "#[derive(Serialize)] #[serde(rename_all = \"none\")] enum A { B }",
            "#[derive(Serialize)] enum A { B, #[serde(untagged)] C }",
        ] {
            assert_eq!(texts(&syn::parse_str(text).unwrap()), None, "{text}");
            assert_eq!(tagged(&syn::parse_str(text).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_claimed() {
        for text in [
            "struct A { a: u32 }",
            "#[derive(Serialize)] #[serde_as] struct A { a: u32 }",
            "#[derive(Serialize)] #[serde(tag = \"t\")] struct A { a: u32 }",
            "#[derive(Serialize)] struct A { #[serde(flatten)] a: B }",
            "#[derive(Serialize)] struct A { #[cfg(test)] a: B }",
        ] {
            assert_eq!(shape(&syn::parse_str(text).unwrap()), None, "{text}");
        }
        assert_eq!(shape(&syn::parse_str("#[derive(Serialize)] struct A(B);").unwrap()), Some(Shape::Inner(0)));
        let around = "#[derive(Serialize)] #[serde(transparent)] struct Id<T>(#[serde(skip)] PhantomData<T>, String);";
        assert_eq!(shape(&syn::parse_str(around).unwrap()), Some(Shape::Inner(1)));
        assert_eq!(shape(&syn::parse_str("#[derive(Serialize)] struct A(B, C);").unwrap()), Some(Shape::NoObject));
    }
}
