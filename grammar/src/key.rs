//! What a key of an attribute is, as data: the readers, the suggestions and the reference all come from it.

/// A key that may be written in an attribute.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The word.
    pub name: &'static str,
    /// The accepted shape, as it is shown in help and in the reference.
    pub shape: &'static str,
    /// What holds when it is not written; empty where nothing does.
    pub default: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether the bare word is enough, as in `stream`.
    pub flag: bool,
    /// Whether it may stand more than once, as `index(…)` may.
    pub many: bool,
}

impl Key {
    /// A key with a value or arguments.
    pub const fn new(name: &'static str, shape: &'static str, default: &'static str, doc: &'static str) -> Self {
        Self { name, shape, default, doc, flag: false, many: false }
    }

    /// A key that is a bare word.
    pub const fn flag(name: &'static str, doc: &'static str) -> Self {
        Self { name, shape: name, default: "off", doc, flag: true, many: false }
    }

    /// The same key, allowed more than once.
    #[must_use]
    pub const fn many(self) -> Self {
        Self { many: true, ..self }
    }
}

/// A kind of trigger, resource or item, for the reference.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The word that names it.
    pub name: &'static str,
    /// An example of its form.
    pub form: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// What may stand in its parentheses.
    pub keys: &'static [Key],
}
