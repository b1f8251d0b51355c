//! The fields of a table's item that DynamoDB looks at: those it finds items by, and the time of removal.

use super::table::{Attribute, Scalar};
use crate::args::{Node, Reader};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::item::{NamedField, Struct, TypeNode};
use crate::serde::written::Made;
use crate::span::{Span, Spanned};
use crate::suggest;

/// What a key such as `sort` names.
pub(super) enum Field {
    Found(Attribute),
    Wrong,
    Missing,
}

impl Field {
    pub(super) fn found(self) -> Option<Attribute> {
        match self {
            Self::Found(attribute) => Some(attribute),
            Self::Wrong | Self::Missing => None,
        }
    }
}

/// A field of the table's own key: every item has it.
pub(super) fn primary(reader: &mut Reader<'_>, key: &str, item: &Struct) -> Field {
    let Some((text, field)) = named(reader, key, item) else { return Field::Missing };
    let Some(field) = field else { return Field::Wrong };
    if is_optional(&field.ty) {
        let message = format!("`{}` may be missing, and every item has its key", field.name.value);
        let help = "take the `Option` away, or find items by another field";
        reader.wrong(codes::WRONG_VALUE, field.ty.span(), message, help);
        return Field::Wrong;
    }
    attribute(reader, text, field)
}

/// A field of an index: items without it are not in the index.
pub(super) fn indexed(reader: &mut Reader<'_>, key: &str, item: &Struct) -> Field {
    match named(reader, key, item) {
        Some((text, Some(field))) => attribute(reader, text, field),
        Some((_, None)) => Field::Wrong,
        None => Field::Missing,
    }
}

/// The field with a time in seconds; DynamoDB never removes an item whose time is no number.
pub(super) fn time(reader: &mut Reader<'_>, key: &str, item: &Struct) -> Option<Attribute> {
    let (name, field) = named(reader, key, item)?;
    let field = field?;
    let attribute = of_field(name, field);
    match &field.written.by {
        Some(by) => match by.made() {
            Some(Made::Finer | Made::Text | Made::List) => {
                let message = format!("this stores `{}` as something else than a number of seconds", field.name.value);
                reader.wrong(codes::WRONG_VALUE, by.at, message, NO_SECONDS);
            }
            Some(Made::Seconds) | None => {}
        },
        None if stored(&field.ty) != Stored::Elsewhere && attribute.scalar != Some(Scalar::Number) => {
            let wrong = no_time(&attribute);
            reader.diagnostics.push(wrong);
        }
        None => {}
    }
    Some(attribute)
}

/// The way out where a time is written as something that DynamoDB does not count as one.
const NO_SECONDS: &str =
    "DynamoDB removes by seconds since 1970: write them, such as with `chrono::serde::ts_seconds`, or use `u64`";

/// The error where a time is no number.
pub fn no_time(attribute: &Attribute) -> Diagnostic {
    let message = format!("`{}` is not a number of seconds", attribute.field.name.value);
    let wrong = Diagnostic::error(codes::WRONG_VALUE, attribute.field.ty.span(), message);
    wrong.help("use `u64` or `Option<u64>`, in seconds since 1970")
}

fn of(stored: Stored) -> Option<Scalar> {
    match stored {
        Stored::As(scalar) => Some(scalar),
        Stored::Elsewhere | Stored::Never => None,
    }
}

/// Refuses one field in two places of a key.
pub(super) fn two(reader: &mut Reader<'_>, key: Option<&Attribute>, sort: Option<&Attribute>) {
    let (Some(key), Some(sort)) = (key, sort) else { return };
    if key.name.value == sort.name.value {
        let message = format!("`{}` cannot be key and sort at once", sort.name.value);
        let wrong = Diagnostic::error(codes::CONFLICT, sort.name.span, message).also(key.name.span, "the key");
        reader.diagnostics.push(wrong.help("remove `sort`, or order items by another field"));
    }
}

/// The field that a key names, by its name in Rust or the one that is stored; with the latter, where it can be used.
fn named<'a>(
    reader: &mut Reader<'_>,
    key: &str,
    item: &'a Struct,
) -> Option<(Spanned<String>, Option<&'a NamedField>)> {
    let (written, node) = reader.take(key)?;
    let nothing = |span| Some((Spanned::new(String::new(), span), None));
    let Node::Text(text) = node.value else {
        let _: Option<()> = reader.expected(&written.value, &node);
        return nothing(node.span);
    };
    let by_field = item.fields.iter().find(|field| field.name.value == text);
    let by_stored = item.fields.iter().find(|field| field.written.name.as_ref().is_ok_and(|it| *it == text));
    let field = match (by_field, by_stored) {
        (Some(field), Some(other)) if field.name.span != other.name.span => {
            let wrong = two_meanings(&text, node.span, field, other);
            reader.diagnostics.push(wrong);
            return nothing(node.span);
        }
        (Some(field), _) | (None, Some(field)) => field,
        (None, None) => {
            let names: Vec<&str> = item.fields.iter().map(|field| field.name.value.as_str()).collect();
            let message = format!("`{}` has no field `{}`", item.name.value, text.escape_debug());
            reader.wrong(codes::WRONG_VALUE, node.span, message, suggest::help(&text, &names));
            return nothing(node.span);
        }
    };
    match &field.written.name {
        Ok(name) => Some((Spanned::new(name.clone(), node.span), Some(field))),
        Err(at) => {
            let message = format!("serde stores `{}` under no name that DynamoDB could look for", field.name.value);
            let wrong = Diagnostic::error(codes::CONFLICT, *at, message).also(node.span, "named here");
            once(reader, wrong.help("take this away, or name another field"));
            nothing(node.span)
        }
    }
}

/// The error where a name is one field's own and the one that another is stored under.
fn two_meanings(text: &str, at: Span, field: &NamedField, stored: &NamedField) -> Diagnostic {
    let message = format!("`{text}` is one field, and the name that `{}` is stored under", stored.name.value);
    let wrong = Diagnostic::error(codes::CONFLICT, at, message).also(field.name.span, "a field of this name");
    wrong.also(stored.name.span, "stored under this name").help("rename one of the two fields")
}

/// Tells what several keys lead to once.
fn once(reader: &mut Reader<'_>, wrong: Diagnostic) {
    if !reader.diagnostics.iter().any(|it| same(it, &wrong)) {
        reader.diagnostics.push(wrong);
    }
}

fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let at = |it: &Diagnostic| it.primary.as_ref().map(|it| it.span);
    at(one) == at(other) && one.message == other.message
}

fn of_field(name: Spanned<String>, field: &NamedField) -> Attribute {
    let scalar = match &field.written.by {
        None => of(stored(&field.ty)),
        Some(by) => by.made().and_then(|made| match made {
            Made::Seconds | Made::Finer => Some(Scalar::Number),
            Made::Text => Some(Scalar::Text),
            Made::List => None,
        }),
    };
    Attribute { name, field: Box::new(field.clone()), scalar }
}

fn attribute(reader: &mut Reader<'_>, name: Spanned<String>, field: &NamedField) -> Field {
    let at = name.span;
    let attribute = of_field(name, field);
    if let Some(by) = &field.written.by {
        if attribute.scalar.is_some() {
            return Field::Found(attribute);
        }
        let message = match by.made() {
            Some(_) => {
                format!("this stores `{}` as a list, and DynamoDB finds no items by one", attribute.field.name.value)
            }
            None => format!(
                "what this stores `{}` as is not known, and DynamoDB is told the type of a key",
                attribute.field.name.value
            ),
        };
        let wrong = Diagnostic::error(codes::WRONG_VALUE, by.at, message).also(at, "named here");
        once(reader, wrong.help(UNKNOWN_VALUE));
        return Field::Wrong;
    }
    if stored(&field.ty) != Stored::Never {
        return Field::Found(attribute);
    }
    reader.diagnostics.push(no_key(&attribute));
    Field::Wrong
}

/// The way out where a function writes a key.
const UNKNOWN_VALUE: &str = "take it away and let the type say it: `String`, a number, or a struct of your own with \
                             `#[serde(into = \"String\", try_from = \"String\")]`";

/// The error where items are looked for by what DynamoDB does not look for.
pub fn no_key(attribute: &Attribute) -> Diagnostic {
    let message = format!("DynamoDB cannot find items by the type of `{}`", attribute.field.name.value);
    Diagnostic::error(codes::WRONG_VALUE, attribute.field.ty.span(), message)
        .help("use `String`, a number, or `Vec<u8>`")
}

fn is_optional(ty: &TypeNode) -> bool {
    matches!(ty, TypeNode::Path { path, arguments, .. }
        if arguments.len() == 1 && path.segments.last().is_some_and(|last| last.value == "Option"))
}

/// What serde makes of a type, as far as the type itself shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// Something that DynamoDB finds items by.
    As(Scalar),
    /// A type by a name of its own, which may be an alias or hold one of the others.
    Elsewhere,
    /// Nothing that DynamoDB finds items by.
    Never,
}

const NUMBERS: &[&str] =
    &["u8", "u16", "u32", "u64", "u128", "i8", "i16", "i32", "i64", "i128", "usize", "isize", "f32", "f64"];
const AROUND: &[&str] = &["Option", "Box", "Rc", "Arc", "Cow"];
const NEVER: &[&str] = &["bool", "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet"];

/// What a type is stored as, by its last name.
pub fn stored(ty: &TypeNode) -> Stored {
    let TypeNode::Path { path, arguments, .. } = ty else { return Stored::Never };
    let word = path.segments.last().map_or("", |last| last.value.as_str());
    match (word, arguments.as_slice()) {
        ("String", []) => Stored::As(Scalar::Text),
        (around, [inner]) if AROUND.contains(&around) && is_word(inner, "str") => Stored::As(Scalar::Text),
        (around, [inner]) if AROUND.contains(&around) => stored(inner),
        ("Vec", [inner]) if is_word(inner, "u8") => Stored::As(Scalar::Binary),
        ("NonZero", [inner]) => stored(inner),
        (name, []) if is_number(name) => Stored::As(Scalar::Number),
        (name, _) if NEVER.contains(&name) => Stored::Never,
        _ => Stored::Elsewhere,
    }
}

/// What stands in a type that serde writes as what is in it; nothing where there is no such type around it.
pub fn inside(ty: &TypeNode) -> Option<&TypeNode> {
    let TypeNode::Path { path, arguments, .. } = ty else { return None };
    let last = path.segments.last().filter(|last| AROUND.contains(&last.value.as_str()));
    last.and(arguments.first()).filter(|_| arguments.len() == 1)
}

fn is_word(ty: &TypeNode, word: &str) -> bool {
    matches!(ty, TypeNode::Path { path, .. } if path.word() == Some(word))
}

/// `u64`, `NonZeroU64`.
fn is_number(name: &str) -> bool {
    let inside = name.strip_prefix("NonZero").filter(|it| it.starts_with(['U', 'I']));
    NUMBERS.contains(&name) || inside.is_some_and(|it| NUMBERS.contains(&it.to_ascii_lowercase().as_str()))
}
