//! Values that know where they come from.

use watershed_grammar::{Span, Spanned};

/// A value and who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<T> {
    /// The value.
    pub value: T,
    /// Who said it.
    pub origin: Origin,
}

/// Who said a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The attribute, here.
    Written(Span),
    /// The environment's part of `watershed.yaml`, here.
    Environment(Span),
    /// Nobody: it is the default.
    Default,
}

impl<T> Value<T> {
    /// A default.
    pub const fn default(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }

    /// What is written in the source.
    pub fn written(spanned: Spanned<T>) -> Self {
        Self { value: spanned.value, origin: Origin::Written(spanned.span) }
    }

    /// What an environment says.
    pub fn environment(spanned: Spanned<T>) -> Self {
        Self { value: spanned.value, origin: Origin::Environment(spanned.span) }
    }

    /// The environment's word, else the source's, else nothing.
    pub fn pick(environment: Option<Spanned<T>>, written: Option<Spanned<T>>) -> Option<Self> {
        environment.map(Self::environment).or_else(|| written.map(Self::written))
    }

    /// Where it is written, or else `other`.
    pub fn place(&self, other: Span) -> Span {
        match self.origin {
            Origin::Written(span) | Origin::Environment(span) => span,
            Origin::Default => other,
        }
    }

    /// Whether anybody said it.
    pub fn is_said(&self) -> bool {
        self.origin != Origin::Default
    }
}

impl Origin {
    /// In a word, for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Written(_) => "written",
            Self::Environment(_) => "environment",
            Self::Default => "default",
        }
    }
}
