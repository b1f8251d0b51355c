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
pub(super) fn time(reader: &mut Reader<'_>, key: &str, item: &Struct) -> Option<Spanned<String>> {
    let (text, ty) = named(reader, key, item)?;
    let ty = ty?;
    if scalar(ty) != Some(Scalar::Number) {
        let message = format!("`{}` is not a number of seconds", text.value);
        reader.wrong(codes::WRONG_VALUE, ty.span(), message, "use `u64` or `Option<u64>`, in seconds since 1970");
    }
    Some(text)
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
    if let Some(scalar) = scalar(ty) {
        return Field::Found(Attribute { name, scalar });
    }
    let message = format!("DynamoDB cannot find items by the type of `{}`", name.value);
    reader.wrong(codes::WRONG_VALUE, ty.span(), message, "use `String`, a number, or `Vec<u8>`");
    Field::Wrong
}

fn is_optional(ty: &TypeNode) -> bool {
    matches!(ty, TypeNode::Path { path, arguments, .. }
        if arguments.len() == 1 && path.segments.last().is_some_and(|last| last.value == "Option"))
}

fn scalar(ty: &TypeNode) -> Option<Scalar> {
    const NUMBERS: &[&str] =
        &["u8", "u16", "u32", "u64", "u128", "i8", "i16", "i32", "i64", "i128", "usize", "isize", "f32", "f64"];
    let TypeNode::Path { path, arguments, .. } = ty else { return None };
    match (path.segments.last()?.value.as_str(), arguments.as_slice()) {
        ("String", []) => Some(Scalar::Text),
        ("Option", [inner]) => scalar(inner),
        ("Vec", [TypeNode::Path { path, .. }]) if path.word() == Some("u8") => Some(Scalar::Binary),
        (name, []) if NUMBERS.contains(&name) => Some(Scalar::Number),
        _ => None,
    }
}
