//! What the crate `watershed` exports, by module and namespace. A test compares it with the crate itself.

use super::Namespace;

/// The attribute macros.
pub const ATTRIBUTES: &[&str] =
    &["function", "service", "queue", "topic", "table", "bucket", "secret", "stream", "bus"];

/// Handles, inputs and outputs.
pub const TYPES: &[&str] = &[
    "Body",
    "Bucket",
    "Bus",
    "Caller",
    "Change",
    "Claims",
    "Context",
    "Error",
    "Event",
    "Headers",
    "Input",
    "Json",
    "Message",
    "Object",
    "Path",
    "PublishTo",
    "Publisher",
    "Query",
    "Raw",
    "Reader",
    "Record",
    "Response",
    "Result",
    "Secret",
    "SendTo",
    "Sender",
    "StatusCode",
    "Stream",
    "Table",
    "Tick",
    "Writer",
];

/// The capabilities, with their module.
pub const CAPABILITIES: &[&str] = &[
    "can::BatchGet",
    "can::BatchWrite",
    "can::Delete",
    "can::Get",
    "can::List",
    "can::Presign",
    "can::Put",
    "can::Query",
    "can::Scan",
    "can::Update",
];

/// A module of the crate `watershed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// The crate's root.
    Root,
    /// `watershed::prelude`
    Prelude,
    /// `watershed::can`
    Can,
}

/// What a name of a library module is.
pub enum Export {
    /// A module.
    Module(Library),
    /// An attribute, a type or a capability, by its name.
    Name(&'static str),
}

/// Looks a name up.
pub fn find(library: Library, name: &str, namespace: Namespace) -> Option<Export> {
    let list = |names: &[&'static str]| names.iter().find(|known| **known == name).map(|known| Export::Name(known));
    match (library, namespace) {
        (Library::Root, Namespace::Type) if name == "prelude" => Some(Export::Module(Library::Prelude)),
        (Library::Root | Library::Prelude, Namespace::Type) if name == "can" => Some(Export::Module(Library::Can)),
        (Library::Root | Library::Prelude, Namespace::Type) => list(TYPES),
        (Library::Root | Library::Prelude, Namespace::Macro) => list(ATTRIBUTES),
        (Library::Can, Namespace::Type) => {
            let known = CAPABILITIES.iter().find(|known| known.strip_prefix("can::") == Some(name));
            known.map(|known| Export::Name(known))
        }
        (_, Namespace::Value) | (Library::Can, Namespace::Macro) => None,
    }
}
