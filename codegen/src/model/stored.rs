//! What the keys of a table are stored as, where the names of their types do not show it.

use watershed_grammar::item::TypeNode;
use watershed_grammar::resource::field::{Stored, inside, no_key, no_time, stored};
use watershed_grammar::resource::table::{Attribute, Scalar, Table};
use watershed_grammar::{Diagnostic, Diagnostics, codes, serde};

use super::names::{Meaning, Names};
use super::scope::Scope;
use crate::parse::{parse_into, parse_struct, parse_whole};
use crate::resolve::{ItemPlace, ModulePlace};
use crate::source::scanner::ItemKind;

/// Types in types are followed this far.
const DEEPEST: usize = 16;

/// Types of other crates and of `std` that serde writes as a text into JSON (the documentation of chrono, compact_str,
/// jiff, rust_decimal, serde, smol_str, ulid, url and uuid, 2026-11).
const TEXTS: &[&str] = &[
    "CompactString",
    "DateTime",
    "Decimal",
    "IpAddr",
    "Ipv4Addr",
    "Ipv6Addr",
    "NaiveDate",
    "NaiveDateTime",
    "NaiveTime",
    "SmolStr",
    "Ulid",
    "Url",
    "Uuid",
    "Zoned",
];

/// Types of jiff that are texts too, and whose names other crates give to what is none.
const TEXTS_OF_JIFF: &[&str] = &["Date", "Time", "Timestamp"];

impl Names<'_> {
    /// Looks for the types of keys behind aliases, and in structs around one of them.
    pub fn complete(&self, from: ModulePlace, table: &mut Table, diagnostics: &mut Diagnostics) {
        let indexes = table.indexes.iter_mut().flat_map(|it| std::iter::once(&mut it.key).chain(&mut it.sort));
        let keys = std::iter::once(&mut table.key).chain(&mut table.sort).chain(indexes);
        for key in keys.filter(|it| it.scalar.is_none()) {
            match self.stored(&from.into(), &key.field.ty, DEEPEST) {
                Stored::As(Scalar::Binary) => diagnostics.push(hidden_bytes(key)),
                Stored::As(scalar) => key.scalar = Some(scalar),
                Stored::Elsewhere if self.is_unread(from, &key.field.ty) => {}
                Stored::Elsewhere => diagnostics.push(unknown(key, "`String` or a number", "String")),
                Stored::Never => diagnostics.push(no_key(key)),
            }
        }
        if let Some(ttl) = table.ttl.as_mut().filter(|it| it.scalar.is_none() && it.field.written.by.is_none()) {
            match self.stored(&from.into(), &ttl.field.ty, DEEPEST) {
                Stored::As(Scalar::Number) => ttl.scalar = Some(Scalar::Number),
                Stored::Elsewhere if self.is_unread(from, &ttl.field.ty) => {}
                Stored::Elsewhere => diagnostics.push(unknown(ttl, "a number of seconds", "u64")),
                Stored::As(Scalar::Text | Scalar::Binary) | Stored::Never => diagnostics.push(no_time(ttl)),
            }
        }
    }

    /// Whether a type may be in a module that cannot be read, which has been said.
    fn is_unread(&self, from: ModulePlace, ty: &TypeNode) -> bool {
        let (scope, ty) = self.behind(&from.into(), ty);
        matches!(self.meaning(&scope, &ty), Ok(Meaning::Unread))
    }

    fn stored(&self, from: &Scope, ty: &TypeNode, left: usize) -> Stored {
        let (scope, ty) = self.behind(from, ty);
        let Some(left) = left.checked_sub(1) else { return Stored::Elsewhere };
        match (stored(&ty), self.meaning(&scope, &ty)) {
            // A type of the application may have the name of another one.
            (_, Ok(Meaning::Item(place))) => self.stored_in(place, left),
            (Stored::Elsewhere, _) if inside(&ty).is_some() => {
                inside(&ty).map_or(Stored::Elsewhere, |inner| self.stored(&scope, inner, left))
            }
            (Stored::Elsewhere, Ok(Meaning::Outside(..))) if self.is_text(&scope, &ty) => Stored::As(Scalar::Text),
            (known, _) => known,
        }
    }

    /// Whether a type is one of another crate that is a text in JSON. The crate is seen in the path, or in the `use` of its
    /// first part in the same module.
    pub fn is_text(&self, from: &Scope, ty: &TypeNode) -> bool {
        let TypeNode::Path { path, .. } = ty else { return false };
        let (Some(first), Some(last)) = (path.segments.first(), path.segments.last()) else { return false };
        let imported = self.resolver.import_of(from.module, &first.value);
        let is_of = |krate: &str| {
            path.segments.iter().any(|it| it.value == krate) || imported.iter().any(|it| it.as_str() == krate)
        };
        let name = imported.last().filter(|_| path.segments.len() == 1).unwrap_or(&last.value).as_str();
        // A date of BSON is an object in JSON.
        (TEXTS.contains(&name) && !is_of("bson")) || (TEXTS_OF_JIFF.contains(&name) && is_of("jiff"))
    }

    fn stored_in(&self, place: ItemPlace, left: usize) -> Stored {
        let (item, file, text) = self.item(place);
        let scope: Scope = place.module.into();
        if let Some(ty) = parse_into(file, text, item) {
            return self.stored(&scope, &ty, left);
        }
        let inner = match item.kind {
            ItemKind::Enum => {
                let is_text = parse_whole(file, text, item).is_some_and(|(it, _)| serde::is_text(&it));
                return if is_text { Stored::As(Scalar::Text) } else { Stored::Elsewhere };
            }
            ItemKind::Struct => parse_struct(file, text, item),
            _ => None,
        };
        let Some((structure, types)) = inner else { return Stored::Elsewhere };
        match serde::shape(&structure) {
            Some(serde::Shape::Inner(only)) => {
                types.get(only).map_or(Stored::Elsewhere, |inner| self.stored(&scope, inner, left))
            }
            Some(serde::Shape::Fields(_) | serde::Shape::NoObject) => Stored::Never,
            None => Stored::Elsewhere,
        }
    }
}

fn unknown(attribute: &Attribute, kinds: &str, said: &str) -> Diagnostic {
    let message = format!("the type of `{}` does not show what it is stored as", attribute.field.name.value);
    let wrong = Diagnostic::error(codes::WRONG_VALUE, attribute.field.ty.span(), message);
    let wrong = wrong.help(format!("use {kinds}, an alias of it, or a struct around it that derives `Serialize`"));
    wrong.help(format!("or say it on a type of your own: `#[serde(into = \"{said}\", try_from = \"{said}\")]`"))
}

/// The macro sees the field alone, and tells bytes by it from a list of numbers.
fn hidden_bytes(attribute: &Attribute) -> Diagnostic {
    let message =
        format!("`{}` holds bytes behind another name, and would be stored as a list", attribute.field.name.value);
    Diagnostic::error(codes::WRONG_VALUE, attribute.field.ty.span(), message).help("write `Vec<u8>` itself")
}
