//! `#[table]`: a DynamoDB table; the struct is its item.

use super::field::{self, Field};
use super::keys;
use crate::args::{Node, Reader};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::item::{NamedField, Struct};
use crate::key::{Key, Kind};
use crate::limits;
use crate::span::Spanned;

/// A DynamoDB table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The field that items are found by.
    pub key: Attribute,
    /// The field that items of one key are ordered by.
    pub sort: Option<Attribute>,
    /// Other ways to find items.
    pub indexes: Vec<Index>,
    /// The field with the time of removal, in seconds since 1970.
    pub ttl: Option<Attribute>,
    /// Whether changes can be listened to.
    pub stream: bool,
}

/// A field that DynamoDB finds items by.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The name that it is stored under.
    pub name: Spanned<String>,
    /// The field itself.
    pub field: Box<NamedField>,
    /// Its type in DynamoDB; nothing where the name of its type in Rust does not show it.
    pub scalar: Option<Scalar>,
}

/// A type that DynamoDB can find items by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// `S`
    Text,
    /// `N`
    Number,
    /// `B`
    Binary,
}

/// Another way to find items: a global secondary index.
#[derive(Clone, Debug)]
pub struct Index {
    /// Its name.
    pub name: Spanned<String>,
    /// The field that items are found by.
    pub key: Attribute,
    /// The field that items of one key are ordered by.
    pub sort: Option<Attribute>,
}

/// `#[table]` in the list of resources.
pub const KIND: Kind = Kind {
    name: "table",
    form: "#[table(key = \"id\", stream)] struct Order { id: String }",
    doc: "a DynamoDB table on demand; the struct is its item",
    keys: keys![
        Key::new(
            "key",
            "key = \"id\"",
            "",
            "the field that items are found by, or the name that serde stores it under"
        ),
        Key::new("sort", "sort = \"created\"", "", "the field that items of one key are ordered by"),
        Key::new(
            "index",
            "index(\"by-customer\", key = \"customer\", sort = \"created\")",
            "",
            "another way to find items (global secondary index, 20 at most)"
        )
        .many(),
        Key::new("ttl", "ttl = \"expires_at\"", "", "the field with the time of removal, in seconds since 1970"),
        Key::flag("stream", "let functions listen to changes"),
    ],
};

/// The keys of `index(…)`.
pub const INDEX_KEYS: &[Key] = &[
    Key::new("key", "key = \"customer\"", "", "the field that items are found by"),
    Key::new("sort", "sort = \"created\"", "", "the field that items of one key are ordered by"),
];

/// Reads the keys of its own.
pub fn parse(reader: &mut Reader<'_>, item: &Struct) -> Option<Table> {
    if let Some(at) = item.replaced {
        let message = format!("serde stores something else in the place of `{}`", item.name.value);
        reader.wrong(codes::CONFLICT, at, message, "write `#[table]` on the struct that is stored, or take this away");
    }
    let key = field::primary(reader, "key", item);
    if let Field::Missing = key {
        reader.missing("key");
    }
    let sort = field::primary(reader, "sort", item).found();
    let indexes = indexes(reader, item);
    let ttl = field::time(reader, "ttl", item);
    let stream = reader.flag("stream").is_some_and(|flag| flag.value);
    let key = key.found();
    field::two(reader, key.as_ref(), sort.as_ref());
    if key.is_none() {
        // The other keys are read all the same, so that their mistakes come at once.
        for name in ["external", "id", "renamed_from", "tags", "accept"] {
            let _ = reader.take_all(name);
        }
    }
    Some(Table { key: key?, sort, indexes, ttl, stream })
}

fn indexes(reader: &mut Reader<'_>, item: &Struct) -> Vec<Index> {
    let mut indexes: Vec<Index> = Vec::new();
    for (key, node) in reader.take_all("index") {
        let Node::Call(_, arguments) = node.value else {
            let _: Option<()> = reader.expected("index", &node);
            continue;
        };
        let mut inner = Reader::new("`index(…)`", INDEX_KEYS, key.span, arguments, reader.diagnostics);
        let index = index(&mut inner, item);
        inner.finish();
        if let Some(index) = &index
            && let Some(earlier) = indexes.iter().find(|earlier| earlier.name.value == index.name.value)
        {
            let message = format!("two indexes are named `{}`", index.name.value);
            let wrong = Diagnostic::error(codes::CONFLICT, index.name.span, message);
            reader.diagnostics.push(wrong.also(earlier.name.span, "the other one"));
        }
        indexes.extend(index);
        if indexes.len() > limits::TABLE_INDEXES.most() as usize {
            let message = format!("a table has at most {} indexes", limits::TABLE_INDEXES.high);
            reader.wrong(codes::OUT_OF_RANGE, key.span, message, limits::TABLE_INDEXES.source);
        }
    }
    indexes
}

fn index(reader: &mut Reader<'_>, item: &Struct) -> Option<Index> {
    let name = match reader.positional() {
        Some(Spanned { value: Node::Text(text), span }) => Some(Spanned::new(text, span)),
        _ => {
            reader.wrong(
                codes::MISSING_KEY,
                reader.at(),
                "an index has a name",
                "write `index(\"by-customer\", key = \"customer\")`",
            );
            None
        }
    };
    let key = field::indexed(reader, "key", item);
    if let Field::Missing = key {
        reader.missing("key");
    }
    let key = key.found();
    let sort = field::indexed(reader, "sort", item).found();
    field::two(reader, key.as_ref(), sort.as_ref());
    let name = name?;
    let good = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    if !limits::INDEX_NAME.takes(&name.value) || !name.value.chars().all(good) {
        reader.wrong(
            codes::BAD_NAME,
            name.span,
            "DynamoDB does not take this name",
            "3 to 255 letters, digits, `_`, `-` and `.`",
        );
    }
    Some(Index { name, key: key?, sort })
}
