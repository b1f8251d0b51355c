//! Typed reading of a map; what nobody asked for is a mistake.

use std::collections::BTreeMap;

use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, suggest};

use super::yaml::{Content, Node};

/// A map that is being read.
pub struct Section<'a> {
    name: String,
    at: Span,
    entries: Vec<(Spanned<String>, Node)>,
    known: Vec<&'static str>,
    /// Where mistakes go.
    pub diagnostics: &'a mut Diagnostics,
}

impl<'a> Section<'a> {
    /// Begins to read a value that should be a map; nothing is an empty one.
    pub fn new(name: impl Into<String>, node: Node, diagnostics: &'a mut Diagnostics) -> Self {
        let mut section =
            Self { name: name.into(), at: node.span, entries: Vec::new(), known: Vec::new(), diagnostics };
        match node.value {
            Content::Map(entries) => section.entries = entries,
            Content::Empty => {}
            other => section.wrong(node.span, &format!("{} is a map", section.name), &other),
        }
        section
    }

    /// Where the map is.
    pub fn at(&self) -> Span {
        self.at
    }

    /// Takes a value.
    pub fn take(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let index = self.entries.iter().position(|(name, _)| name.value == key)?;
        Some(self.entries.remove(index).1)
    }

    /// Takes a text; a number is one too, since a person need not quote it.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.take(key)?;
        self.as_text(key, node)
    }

    fn as_text(&mut self, key: &str, node: Node) -> Option<Spanned<String>> {
        match node.value {
            Content::Text(text) => Some(Spanned::new(text, node.span)),
            Content::Number(number) => Some(Spanned::new(number.to_string(), node.span)),
            other => {
                self.wrong(node.span, &format!("`{key}` is a text"), &other);
                None
            }
        }
    }

    /// Takes `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.take(key)?;
        match node.value {
            Content::Flag(flag) => Some(Spanned::new(flag, node.span)),
            other => {
                self.wrong(node.span, &format!("`{key}` is `true` or `false`"), &other);
                None
            }
        }
    }

    /// Takes a whole number that is not negative.
    pub fn number(&mut self, key: &'static str) -> Option<Spanned<u32>> {
        let node = self.take(key)?;
        match &node.value {
            Content::Number(number) if u32::try_from(*number).is_ok() => {
                Some(Spanned::new(u32::try_from(*number).unwrap_or_default(), node.span))
            }
            other => {
                let other = other.clone();
                self.wrong(node.span, &format!("`{key}` is a whole number"), &other);
                None
            }
        }
    }

    /// Takes a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let node = self.take(key)?;
        match node.value {
            Content::List(items) => Some(items.into_iter().filter_map(|item| self.as_text(key, item)).collect()),
            Content::Text(_) => self.as_text(key, node).map(|only| vec![only]),
            other => {
                self.wrong(node.span, &format!("`{key}` is a list of texts"), &other);
                None
            }
        }
    }

    /// Takes a map from names to texts.
    pub fn pairs(&mut self, key: &'static str) -> BTreeMap<String, Spanned<String>> {
        let mut pairs = BTreeMap::new();
        for (name, node) in self.maps(key) {
            if let Some(text) = self.as_text(&name.value, node) {
                pairs.insert(name.value, text);
            }
        }
        pairs
    }

    /// Takes a map whose keys are names.
    pub fn maps(&mut self, key: &'static str) -> Vec<(Spanned<String>, Node)> {
        match self.take(key) {
            Some(Spanned { value: Content::Map(entries), .. }) => entries,
            None | Some(Spanned { value: Content::Empty, .. }) => Vec::new(),
            Some(Spanned { value: other, span }) => {
                self.wrong(span, &format!("`{key}` is a map"), &other);
                Vec::new()
            }
        }
    }

    /// Takes everything that is left, with its names.
    pub fn rest(&mut self) -> Vec<(Spanned<String>, Node)> {
        std::mem::take(&mut self.entries)
    }

    /// Reports a value of the wrong kind.
    pub fn wrong(&mut self, span: Span, what: &str, found: &Content) {
        let message = format!("{what}, and this is {}", found.describe());
        self.diagnostics.push(Diagnostic::error(codes::BAD_SETTINGS, span, message));
    }

    /// Reports what is left.
    pub fn finish(self) {
        for (key, _) in &self.entries {
            let message = format!("{} has no setting `{}`", self.name, key.value.escape_debug());
            let wrong = Diagnostic::error(codes::UNKNOWN_SETTING, key.span, message);
            self.diagnostics.push(wrong.help(suggest::help(&key.value, &self.known)));
        }
    }
}
