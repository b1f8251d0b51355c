//! What is in a message: the fields of its type, as serde writes them.

use std::collections::BTreeMap;

use watershed_grammar::Span;
use watershed_grammar::item::TypeNode;
use watershed_grammar::resource::field::inside;
use watershed_grammar::serde::{self, is_written_by_function};

use super::names::{Meaning, Names};
use super::scope::Scope;
use super::signature::STANDARD;
use crate::parse::{parse_struct, parse_whole};
use crate::resolve::{ItemPlace, ModulePlace};
use crate::source::files::span;
use crate::source::scanner::ItemKind;

/// Types in types are followed this far.
const DEEPEST: usize = 16;

/// Types whose values serde writes as a number or a boolean.
const NOT_TEXTS: &[&str] =
    &["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool"];

/// What is in the messages of a topic.
#[derive(Clone, Debug)]
pub struct Message {
    /// The name of the type, where it is one of the application's own.
    pub at: Option<Span>,
    /// Its fields; none where it is no object in JSON.
    pub fields: BTreeMap<String, Held>,
    /// Whether other fields may be there, which are not known here.
    pub is_open: bool,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// A number, a boolean or an object.
    NoText,
    /// One of these texts.
    OneOf(Vec<String>),
    /// A text, or something that is not known here.
    Any,
}

impl Names<'_> {
    /// What is in a message of a type; nothing where that cannot be known from its source.
    pub fn message(&self, from: ModulePlace, ty: &TypeNode) -> Option<Message> {
        self.message_of(&from.into(), ty, DEEPEST)
    }

    fn message_of(&self, from: &Scope, ty: &TypeNode, left: usize) -> Option<Message> {
        let bare = Message { at: None, fields: BTreeMap::new(), is_open: false };
        match self.meaning(from, ty) {
            Ok(Meaning::Item(place)) => self.message_in(place, left.checked_sub(1)?),
            Ok(Meaning::Tuple(..)) => Some(bare),
            Ok(Meaning::Watershed(..) | Meaning::Unread) => None,
            // What is around another type shows it: `Box<Order>`, `Option<Order>`.
            Ok(Meaning::Outside(..) | Meaning::Other) | Err(_) => match ty {
                TypeNode::Path { path, arguments, .. } if arguments.is_empty() => {
                    path.word().filter(|word| STANDARD.contains(word)).map(|_| bare)
                }
                _ => None,
            },
        }
    }

    fn message_in(&self, place: ItemPlace, left: usize) -> Option<Message> {
        let (item, file, text) = self.item(place);
        let at = item.name.map(|name| span(file, name));
        if item.kind == ItemKind::Enum {
            let (tag, texts) = parse_whole(file, text, item).and_then(|(it, _)| serde::tagged(&it))?;
            return Some(Message { at, fields: BTreeMap::from([(tag, Held::OneOf(texts))]), is_open: true });
        }
        if item.kind != ItemKind::Struct {
            return None;
        }
        let (structure, types) = parse_struct(file, text, item)?;
        let scope: Scope = place.module.into();
        match serde::shape(&structure)? {
            serde::Shape::Inner(only) => self.message_of(&scope, types.get(only)?, left),
            serde::Shape::NoObject => Some(Message { at, fields: BTreeMap::new(), is_open: false }),
            serde::Shape::Fields(names) => {
                let written = structure.fields.iter().zip(&types);
                let held =
                    written.map(
                        |(field, ty)| {
                            if is_written_by_function(field) { Held::Any } else { self.held(&scope, ty, left) }
                        },
                    );
                let fields = names.into_iter().zip(held).filter_map(|(name, held)| Some((name?, held))).collect();
                Some(Message { at, fields, is_open: false })
            }
        }
    }

    fn held(&self, from: &Scope, ty: &TypeNode, left: usize) -> Held {
        let Some(left) = left.checked_sub(1) else { return Held::Any };
        let (scope, ty) = self.behind(from, ty);
        match (self.meaning(&scope, &ty), &ty) {
            (Ok(Meaning::Item(place)), _) => self.held_in(place, left),
            (_, ty) if inside(ty).is_some() => inside(ty).map_or(Held::Any, |inner| self.held(&scope, inner, left)),
            (_, TypeNode::Path { path, arguments, .. }) if arguments.is_empty() => match path.word() {
                Some(word) if NOT_TEXTS.contains(&word) => Held::NoText,
                _ => Held::Any,
            },
            _ => Held::Any,
        }
    }

    fn held_in(&self, place: ItemPlace, left: usize) -> Held {
        let (item, file, text) = self.item(place);
        if item.kind == ItemKind::Enum {
            let texts = parse_whole(file, text, item).and_then(|(it, _)| serde::texts(&it));
            return texts.map_or(Held::Any, Held::OneOf);
        }
        let structure = if item.kind == ItemKind::Struct { parse_struct(file, text, item) } else { None };
        let Some((structure, types)) = structure else { return Held::Any };
        match serde::shape(&structure) {
            Some(serde::Shape::Inner(only)) => {
                types.get(only).map_or(Held::Any, |inner| self.held(&place.module.into(), inner, left))
            }
            Some(serde::Shape::Fields(_)) => Held::NoText,
            // A filter looks into lists.
            Some(serde::Shape::NoObject) | None => Held::Any,
        }
    }
}
