//! Blocks and what is in them.

use std::borrow::Cow;

use super::Expression;

/// What is in a file or between a block's braces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// In the order they are written.
    pub items: Vec<Item>,
}

/// A line or block of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `name = value`
    Attribute(Cow<'static, str>, Expression),
    /// `name "label" { … }`
    Block(Block),
    /// `# text`; line breaks in the text make more lines.
    Comment(String),
    /// An empty line.
    Blank,
}

/// `name "label" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The kind of block.
    pub name: Cow<'static, str>,
    /// What is written in quotes behind it: types and local names, which are identifiers and never a user's text.
    pub labels: Vec<String>,
    /// What is between its braces.
    pub body: Body,
}

impl Body {
    /// An empty body.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `name = value`.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Expression>) -> Self {
        self.items.push(Item::Attribute(name.into(), value.into()));
        self
    }

    /// Adds `name = value` where there is one.
    #[must_use]
    pub fn maybe(self, name: impl Into<Cow<'static, str>>, value: Option<impl Into<Expression>>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Adds a block.
    #[must_use]
    pub fn block(mut self, name: impl Into<Cow<'static, str>>, labels: &[&str], body: Self) -> Self {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        self.items.push(Item::Block(Block { name: name.into(), labels, body }));
        self
    }

    /// Adds what another body has.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.items.extend(other.items);
        self
    }

    /// Adds a comment; an empty text is none.
    #[must_use]
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.items.push(Item::Comment(text));
        }
        self
    }

    /// Adds an empty line, but never two and never the first.
    #[must_use]
    pub fn blank(mut self) -> Self {
        if !matches!(self.items.last(), None | Some(Item::Blank)) {
            self.items.push(Item::Blank);
        }
        self
    }
}
