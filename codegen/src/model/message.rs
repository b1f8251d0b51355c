//! What is in a message: the fields of its type, as serde writes them.

use std::collections::BTreeMap;

use watershed_grammar::Span;
use watershed_grammar::item::TypeNode;
use watershed_grammar::serde::{self, is_written_by_function};

use super::names::{Meaning, Names};
use super::scope::Scope;
use super::signature::STANDARD;
use crate::parse::parse_struct;
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
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A number or a boolean.
    NoText,
    /// A text, or something that is not known here.
    Any,
}

impl Names<'_> {
    /// What is in a message of a type; nothing where that cannot be known from its source.
    pub fn message(&self, from: ModulePlace, ty: &TypeNode) -> Option<Message> {
        self.message_of(&from.into(), ty, DEEPEST)
    }

    fn message_of(&self, from: &Scope, ty: &TypeNode, left: usize) -> Option<Message> {
        let bare = Message { at: None, fields: BTreeMap::new() };
        match self.meaning(from, ty) {
            Ok(Meaning::Item(place)) => self.message_in(place, left.checked_sub(1)?),
            Ok(Meaning::Tuple(..)) => Some(bare),
            Ok(Meaning::Watershed(..)) => None,
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
        if item.kind != ItemKind::Struct {
            return None;
        }
        let (structure, types) = parse_struct(file, text, item)?;
        let at = item.name.map(|name| span(file, name));
        match serde::shape(&structure)? {
            serde::Shape::Inner => self.message_of(&place.module.into(), types.first()?, left),
            serde::Shape::NoObject => Some(Message { at, fields: BTreeMap::new() }),
            serde::Shape::Fields(names) => {
                let written = structure.fields.iter().zip(&types);
                let held = written.map(|(field, ty)| if is_written_by_function(field) { Held::Any } else { held(ty) });
                let fields = names.into_iter().zip(held).filter_map(|(name, held)| Some((name?, held))).collect();
                Some(Message { at, fields })
            }
        }
    }
}

fn held(ty: &TypeNode) -> Held {
    match ty {
        TypeNode::Path { path, arguments, .. } => match (path.word(), arguments.as_slice()) {
            (Some("Option"), [inner]) => held(inner),
            (Some(word), []) if NOT_TEXTS.contains(&word) => Held::NoText,
            _ => Held::Any,
        },
        TypeNode::Tuple(..) | TypeNode::Other(_) => Held::Any,
    }
}
