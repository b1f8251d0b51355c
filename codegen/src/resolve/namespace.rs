//! Where rustc keeps names apart.

use crate::source::scanner::ItemKind;

/// rustc's three namespaces.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq, PartialOrd, Ord)]
pub enum Namespace {
    /// Types and modules.
    Type,
    /// Functions, constants, statics.
    Value,
    /// Macros, attributes among them.
    Macro,
}

/// The namespaces in which an item has its name; those of modules are added with the modules.
pub fn namespaces(kind: ItemKind) -> &'static [Namespace] {
    match kind {
        ItemKind::Function | ItemKind::Constant | ItemKind::Static => &[Namespace::Value],
        // The name of a tuple or unit struct is a value too; nothing here asks for it.
        ItemKind::Struct | ItemKind::Enum | ItemKind::Union | ItemKind::Alias | ItemKind::Trait => &[Namespace::Type],
        ItemKind::Macro => &[Namespace::Macro],
        ItemKind::Impl
        | ItemKind::Module
        | ItemKind::Use
        | ItemKind::ExternCrate
        | ItemKind::Foreign
        | ItemKind::MacroCall => &[],
    }
}
