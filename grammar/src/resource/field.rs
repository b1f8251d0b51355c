//! The fields of a table's item that DynamoDB looks at: those it finds items by, and the time of removal.

use super::table::{Attribute, Scalar};
use crate::args::{Node, Reader};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::item::{Struct, TypeNode};
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
    let Some((text, ty)) = named(reader, key, item) else { return Field::Missing };
    let Some(ty) = ty else { return Field::Wrong };
    if is_optional(ty) {
        let message = format!("`{}` may be missing, and every item has its key", text.value);
        reader.wrong(codes::WRONG_VALUE, ty.span(), message, "take the `Option` away, or find items by another field");
        return Field::Wrong;
    }
    attribute(reader, text, ty)
}

/// A field of an index: items without it are not in the index.
pub(super) fn indexed(reader: &mut Reader<'_>, key: &str, item: &Struct) -> Field {
    match named(reader, key, item) {
        Some((text, Some(ty))) => attribute(reader, text, ty),
        Some((_, None)) => Field::Wrong,
        None => Field::Missing,
    }
}

/// The field with a time in seconds; DynamoDB never removes an item whose time is no number.
pub(super) fn time(reader: &mut Reader<'_>, key: &str, item: &Struct) -> Option<Attribute> {
    let (name, ty) = named(reader, key, item)?;
    let attribute = Attribute { name, scalar: of(stored(ty?)), ty: Box::new(ty?.clone()) };
    if stored(ty?) != Stored::Elsewhere && attribute.scalar != Some(Scalar::Number) {
        let wrong = no_time(&attribute);
        reader.diagnostics.push(wrong);
    }
    Some(attribute)
}

/// The error where a time is no number.
pub fn no_time(attribute: &Attribute) -> Diagnostic {
    let message = format!("`{}` is not a number of seconds", attribute.name.value);
    let wrong = Diagnostic::error(codes::WRONG_VALUE, attribute.ty.span(), message);
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

/// The field that a key names, and its type where it can be used.
fn named<'a>(reader: &mut Reader<'_>, key: &str, item: &'a Struct) -> Option<(Spanned<String>, Option<&'a TypeNode>)> {
    let (written, node) = reader.take(key)?;
    let Node::Text(text) = node.value else {
        let _: Option<()> = reader.expected(&written.value, &node);
        return Some((Spanned::new(String::new(), node.span), None));
    };
    let ty = item.fields.iter().find(|(field, _)| field.value == text).map(|(_, ty)| ty);
    if ty.is_none() {
        let names: Vec<&str> = item.fields.iter().map(|(field, _)| field.value.as_str()).collect();
        let message = format!("`{}` has no field `{}`", item.name.value, text.escape_debug());
        reader.wrong(codes::WRONG_VALUE, node.span, message, suggest::help(&text, &names));
    } else if let Some(at) = item.stored_otherwise(&text) {
        refuse_other_name(reader, &text, node.span, at);
        return Some((Spanned::new(text, node.span), None));
    }
    Some((Spanned::new(text, node.span), ty))
}

fn refuse_other_name(reader: &mut Reader<'_>, field: &str, named: Span, at: Span) {
    let message = format!("serde stores `{field}` in another way, and DynamoDB looks for a field of this name");
    let wrong = Diagnostic::error(codes::CONFLICT, at, message).also(named, "named here");
    let help =
        format!("give the field itself the name that is stored, or write `#[serde(rename = \"{field}\")]` on it");
    reader.diagnostics.push(wrong.help(help));
}

fn attribute(reader: &mut Reader<'_>, name: Spanned<String>, ty: &TypeNode) -> Field {
    let attribute = Attribute { name, scalar: of(stored(ty)), ty: Box::new(ty.clone()) };
    if stored(ty) != Stored::Never {
        return Field::Found(attribute);
    }
    reader.diagnostics.push(no_key(&attribute));
    Field::Wrong
}

/// The error where items are looked for by what DynamoDB does not look for.
pub fn no_key(attribute: &Attribute) -> Diagnostic {
    let message = format!("DynamoDB cannot find items by the type of `{}`", attribute.name.value);
    Diagnostic::error(codes::WRONG_VALUE, attribute.ty.span(), message).help("use `String`, a number, or `Vec<u8>`")
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
