//! What a type is read from, where the variables of a path are what there is.

use watershed_grammar::item::TypeNode;
use watershed_grammar::serde::taken::{self, Needed, Taken};
use watershed_grammar::{Locate as _, Span};

use super::names::{Meaning, Names};
use super::scope::Scope;
use super::signature::STANDARD;
use crate::parse::{parse_fields, parse_whole};
use crate::resolve::ItemPlace;
use crate::source::scanner::ItemKind;

/// Types in types are followed this far.
const DEEPEST: usize = 16;

/// What the variables of a path fill.
pub enum Variables {
    /// So many values in their order.
    Values(usize),
    /// The fields of a struct, by name.
    Fields {
        /// Those that are read.
        fields: Vec<Field>,
        /// Whether it takes no other variable.
        denies: bool,
    },
}

/// A field that a variable fills.
pub struct Field {
    /// Its name, and others that do as well.
    pub names: Vec<String>,
    /// Whether a variable has to be there.
    pub is_needed: bool,
    /// Where it is written.
    pub at: Span,
}

impl Names<'_> {
    /// What fills a type; nothing where its source does not say.
    pub fn variables(&self, from: &Scope, ty: &TypeNode) -> Option<Variables> {
        self.variables_of(from, ty, DEEPEST)
    }

    fn variables_of(&self, from: &Scope, ty: &TypeNode, left: usize) -> Option<Variables> {
        let left = left.checked_sub(1)?;
        let (scope, ty) = self.behind(from, ty);
        match (self.meaning(&scope, &ty), &ty) {
            (Ok(Meaning::Item(place)), _) => self.variables_in(place, left),
            (Ok(Meaning::Tuple(parts, _)), _) => Some(Variables::Values(parts.len())),
            (_, TypeNode::Path { path, .. }) => path.word().filter(is_one).map(|_| Variables::Values(1)),
            _ => None,
        }
    }

    fn variables_in(&self, place: ItemPlace, left: usize) -> Option<Variables> {
        let (item, file, text) = self.item(place);
        if item.kind == ItemKind::Enum {
            let (item, _) = parse_whole(file, text, item)?;
            return taken::takes_one(&item).then_some(Variables::Values(1));
        }
        let (structure, types, locate) = parse_fields(file, text, item)?;
        let scope: Scope = place.module.into();
        match taken::taken(&structure)? {
            Taken::Inner => self.variables_of(&scope, types.first()?, left),
            Taken::List(count) => Some(Variables::Values(count)),
            Taken::Fields { fields, denies } => {
                let field = |(index, field): (usize, taken::Field)| {
                    let is_needed = match field.needed {
                        Needed::Always => true,
                        Needed::ByType => types.get(index).is_some_and(|ty| self.is_no_option(&scope, ty, left)),
                        Needed::Never => false,
                    };
                    Field { names: field.names, is_needed, at: locate.locate(field.at) }
                };
                Some(Variables::Fields { fields: fields.into_iter().map(field).collect(), denies })
            }
        }
    }

    /// Whether a type surely has no value where nothing is.
    fn is_no_option(&self, from: &Scope, ty: &TypeNode, left: usize) -> bool {
        let Some(left) = left.checked_sub(1) else { return false };
        let (scope, ty) = self.behind(from, ty);
        match (self.meaning(&scope, &ty), &ty) {
            (Ok(Meaning::Item(place)), _) => self.item_is_no_option(place, left),
            (Ok(Meaning::Tuple(parts, _)), _) => !parts.is_empty(),
            (Ok(Meaning::Outside(..)), ty) if self.is_text(&scope, ty) => true,
            (_, TypeNode::Path { path, arguments, .. }) => match (path.word(), arguments.as_slice()) {
                (Some("Box"), [inner]) => self.is_no_option(&scope, inner, left),
                (Some("Vec"), _) => true,
                (Some(word), _) => is_one(&word),
                (None, _) => false,
            },
            _ => false,
        }
    }

    fn item_is_no_option(&self, place: ItemPlace, left: usize) -> bool {
        let (item, file, text) = self.item(place);
        if item.kind == ItemKind::Enum {
            return parse_whole(file, text, item).is_some_and(|(it, _)| taken::takes_one(&it));
        }
        let Some((structure, types, _)) = parse_fields(file, text, item) else { return false };
        match (taken::taken(&structure), types.first()) {
            (Some(Taken::Inner), Some(only)) if taken::is_transparent(&structure) => {
                self.is_no_option(&place.module.into(), only, left)
            }
            (found, _) => found.is_some(),
        }
    }
}

/// Whether a type of Rust is read from one value.
fn is_one(word: &&str) -> bool {
    STANDARD.contains(word) && !["Vec", "Option", "Box"].contains(word)
}
