//! Typed reading of a map against tables of keys; what nobody asked for is a mistake.

use watershed_grammar::args::twice;
use watershed_grammar::key::Key;
use watershed_grammar::value::{Duration, cpu, memory};
use watershed_grammar::{Diagnostic, Diagnostics, Limit, Span, Spanned, codes, suggest};

use super::yaml::{Content, Node};

/// A map that is being read.
pub struct Section<'a> {
    name: String,
    tables: &'static [&'static [Key]],
    at: Span,
    entries: Vec<(Spanned<String>, Node)>,
    /// Where mistakes go.
    pub diagnostics: &'a mut Diagnostics,
}

impl<'a> Section<'a> {
    /// Begins to read a value that should be a map; nothing is an empty one.
    pub fn new(
        name: impl Into<String>,
        tables: &'static [&'static [Key]],
        node: Node,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let mut section = Self { name: name.into(), tables, at: node.span, entries: Vec::new(), diagnostics };
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

    fn key(&self, name: &str) -> Option<&'static Key> {
        self.tables.iter().copied().flatten().find(|key| key.name == name)
    }

    /// Whether a value is written and was not taken yet.
    pub fn says(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.value == key)
    }

    /// Takes a value.
    pub fn take(&mut self, key: &'static str) -> Option<Node> {
        debug_assert!(self.key(key).is_some(), "`{key}` is not in the tables of {}", self.name);
        let index = self.entries.iter().position(|(name, _)| name.value == key)?;
        Some(self.entries.remove(index).1)
    }

    /// Takes a map of its own and reads it.
    pub fn section<T>(
        &mut self,
        key: &'static str,
        tables: &'static [&'static [Key]],
        read: impl FnOnce(&mut Section<'_>) -> T,
    ) -> Option<T> {
        let mut node = self.take(key)?;
        if !matches!(node.value, Content::Map(_) | Content::Empty) {
            self.expected(key, node.span, "a map", &node.value);
            node.value = Content::Empty;
        }
        let mut inner = Section::new(format!("`{key}`"), tables, node, self.diagnostics);
        let value = read(&mut inner);
        inner.finish();
        Some(value)
    }

    /// Takes a text; a number is one too, since a person need not quote it.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.take(key)?;
        self.as_text(key, node)
    }

    /// A value as a text.
    pub fn as_text(&mut self, key: &str, node: Node) -> Option<Spanned<String>> {
        match node.value {
            Content::Text(text) => Some(Spanned::new(text, node.span)),
            Content::Number(number) if number.is_written => Some(Spanned::new(number.text, node.span)),
            Content::Flag(_) | Content::Empty | Content::Number(_) => {
                let message = format!("`{key}` is a text, and YAML reads this as {}", node.value.describe());
                let wrong = Diagnostic::error(codes::BAD_SETTINGS, node.span, message);
                let is_written = !matches!(node.value, Content::Empty);
                self.diagnostics.push(wrong.help(if is_written { "put it in quotes" } else { "write a text" }));
                None
            }
            Content::List(_) | Content::Map(_) => {
                self.expected(key, node.span, "a text", &node.value);
                None
            }
        }
    }

    /// Takes a text and reports what is wrong with it. The text is kept, so that nobody calls it missing too.
    pub fn good(&mut self, key: &'static str, fault: fn(&str) -> Option<&'static str>) -> Option<Spanned<String>> {
        let text = self.text(key)?;
        self.check(key, &text, fault);
        Some(text)
    }

    /// Takes such a text, and reports where there is none.
    pub fn needed(&mut self, key: &'static str, fault: fn(&str) -> Option<&'static str>) -> Option<Spanned<String>> {
        match self.take(key) {
            Some(node) => {
                let text = self.as_text(key, node)?;
                self.check(key, &text, fault);
                Some(text)
            }
            None => {
                self.missing(key);
                None
            }
        }
    }

    /// Takes a list that must be there, of no more texts than the platform takes, and reports what is wrong with them.
    pub fn list(
        &mut self,
        key: &'static str,
        fault: fn(&str) -> Option<&'static str>,
        limit: &Limit,
        platform: &str,
    ) -> Vec<Spanned<String>> {
        let says = self.says(key);
        let Some(written) = self.texts(key) else {
            if !says {
                self.missing(key);
            }
            return Vec::new();
        };
        if let Some(beyond) = written.get(limit.most() as usize) {
            let message = format!("`{key}` has {}, and {platform} takes {}", written.len(), limit.most());
            self.diagnostics.push(Diagnostic::error(codes::OUT_OF_RANGE, beyond.span, message).help(limit.source));
        }
        if written.is_empty() {
            self.missing(key);
        }
        self.checked(key, written, fault)
    }

    /// Takes a list of texts and reports what is wrong with them.
    pub fn all_good(&mut self, key: &'static str, fault: fn(&str) -> Option<&'static str>) -> Vec<Spanned<String>> {
        let texts = self.texts(key).unwrap_or_default();
        self.checked(key, texts, fault)
    }

    /// Reports what is wrong with texts.
    pub fn checked(
        &mut self,
        key: &str,
        texts: Vec<Spanned<String>>,
        fault: fn(&str) -> Option<&'static str>,
    ) -> Vec<Spanned<String>> {
        for text in &texts {
            self.check(key, text, fault);
        }
        texts
    }

    fn check(&mut self, key: &str, text: &Spanned<String>, fault: fn(&str) -> Option<&'static str>) {
        if let Some(fault) = fault(&text.value) {
            let message = format!("`{key}` cannot be `{}`", text.value.escape_debug());
            self.diagnostics.push(Diagnostic::error(codes::BAD_SETTINGS, text.span, message).help(fault));
        }
    }

    /// Takes `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.take(key)?;
        match node.value {
            Content::Flag(flag) => Some(Spanned::new(flag, node.span)),
            other => {
                self.expected(key, node.span, "`true` or `false`", &other);
                None
            }
        }
    }

    /// Takes a whole number that is not negative.
    pub fn number(&mut self, key: &'static str) -> Option<Spanned<u32>> {
        let node = self.take(key)?;
        match node.value {
            Content::Number(number) => {
                if let Some(whole) = number.whole.and_then(|it| u32::try_from(it).ok()) {
                    return Some(Spanned::new(whole, node.span));
                }
                let message = format!("`{key}` cannot be {}", number.text);
                let wrong = Diagnostic::error(codes::BAD_SETTINGS, node.span, message);
                self.diagnostics.push(wrong.help("write a whole number from 0 on"));
                None
            }
            other => {
                self.expected(key, node.span, "a whole number", &other);
                None
            }
        }
    }

    /// Takes a whole number that the platform takes.
    pub fn integer(&mut self, key: &'static str, limit: &Limit) -> Option<Spanned<u32>> {
        let number = self.number(key)?;
        self.within(limit.count_fault(key, number.value.into()), limit, number)
    }

    /// Takes MB that the platform takes.
    pub fn memory(&mut self, key: &'static str, limit: &Limit) -> Option<Spanned<u32>> {
        let memory = self.unit(key, memory::parse)?;
        self.within(limit.memory_fault(key, memory.value), limit, memory)
    }

    /// Takes thousandths of a core, as many as there may be.
    pub fn cpu(&mut self, key: &'static str, limit: &Limit) -> Option<Spanned<u32>> {
        let cpu = self.unit(key, cpu::parse)?;
        self.within(limit.cpu_fault(key, cpu.value), limit, cpu)
    }

    /// Takes a time that the platform takes.
    pub fn duration(&mut self, key: &'static str, limit: &Limit) -> Option<Spanned<Duration>> {
        let duration = self.unit(key, Duration::parse)?;
        self.within(limit.duration_fault(key, duration.value), limit, duration)
    }

    /// Takes a text with a unit.
    pub fn unit<T>(&mut self, key: &'static str, parse: impl Fn(&str) -> Result<T, String>) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        match parse(&text.value) {
            Ok(value) => Some(Spanned::new(value, text.span)),
            Err(_) => {
                let shape = self.key(key).map_or("", |key| key.shape);
                let message = format!("`{}` cannot be read as `{key}`", text.value.escape_debug());
                let wrong = Diagnostic::error(codes::UNIT, text.span, message);
                self.diagnostics.push(wrong.help(format!("write it like `{shape}`")));
                None
            }
        }
    }

    fn within<T>(&mut self, fault: Option<String>, limit: &Limit, value: Spanned<T>) -> Option<Spanned<T>> {
        let Some(fault) = fault else { return Some(value) };
        self.diagnostics.push(Diagnostic::error(codes::OUT_OF_RANGE, value.span, fault).help(limit.source));
        None
    }

    /// Takes a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let node = self.take(key)?;
        match node.value {
            Content::List(items) => {
                let texts: Vec<_> = items.into_iter().filter_map(|item| self.as_text(key, item)).collect();
                twice::check(codes::BAD_SETTINGS, &texts, self.diagnostics);
                Some(texts)
            }
            Content::Text(_) => self.as_text(key, node).map(|only| vec![only]),
            other => {
                self.expected(key, node.span, "a list of texts", &other);
                None
            }
        }
    }

    /// Takes a map from names to texts.
    pub fn pairs(&mut self, key: &'static str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut pairs = Vec::new();
        for (name, node) in self.maps(key) {
            if let Some(text) = self.as_text(&name.value, node) {
                pairs.push((name, text));
            }
        }
        pairs
    }

    /// Takes a map whose keys are names.
    pub fn maps(&mut self, key: &'static str) -> Vec<(Spanned<String>, Node)> {
        self.map(key).unwrap_or_default()
    }

    /// Takes such a map; nothing where something else stands there.
    pub fn map(&mut self, key: &'static str) -> Option<Vec<(Spanned<String>, Node)>> {
        match self.take(key) {
            Some(Spanned { value: Content::Map(entries), .. }) => Some(entries),
            None | Some(Spanned { value: Content::Empty, .. }) => Some(Vec::new()),
            Some(Spanned { value: other, span }) => {
                self.expected(key, span, "a map", &other);
                None
            }
        }
    }

    /// Takes everything that is left, with its names.
    pub fn rest(&mut self) -> Vec<(Spanned<String>, Node)> {
        std::mem::take(&mut self.entries)
    }

    /// Reports a value of another kind than a key takes, and shows the form, with the names that are written already.
    fn expected(&mut self, key: &str, span: Span, kind: &str, found: &Content) {
        let message = format!("`{key}` is {kind}, and this is {}", found.describe());
        let wrong = Diagnostic::error(codes::BAD_SETTINGS, span, message);
        let shape = self.key(key).map(|key| key.shape);
        let names = shape.filter(|shape| shape.contains(": {}")).and_then(|_| found.texts());
        let right = names.map(|names| format!("{key}: {{ {}: {{}} }}", names.join(": {}, ")));
        let right = right.or_else(|| shape.map(str::to_owned));
        self.diagnostics.push(wrong.maybe_help(right.map(|right| format!("write it like `{right}`"))));
    }

    /// Reports a value of the wrong kind.
    pub fn wrong(&mut self, span: Span, what: &str, found: &Content) {
        let message = format!("{what}, and this is {}", found.describe());
        self.diagnostics.push(Diagnostic::error(codes::BAD_SETTINGS, span, message));
    }

    /// Reports a setting that is not there.
    ///
    /// Where a misspelt key is it, that one mistake is enough.
    pub fn missing(&mut self, key: &str) {
        if self.is_misspelt(key) {
            return;
        }
        let shape = self.key(key).map_or("", |key| key.shape);
        let message = format!("{} needs `{key}`", self.name);
        let wrong = Diagnostic::error(codes::MISSING_SETTING, self.at, message);
        self.diagnostics.push(wrong.help(format!("write `{shape}`")));
    }

    /// Whether a key that nobody knows is near to this one.
    pub fn is_misspelt(&self, key: &str) -> bool {
        let mut unknown = self.entries.iter().filter(|(name, _)| self.key(&name.value).is_none());
        unknown.any(|(name, _)| suggest::nearest(&name.value, [key]).is_some())
    }

    /// Reports what is left.
    pub fn finish(self) {
        let known: Vec<&str> = self.tables.iter().copied().flatten().map(|key| key.name).collect();
        for (key, _) in &self.entries {
            let message = format!("{} has no setting `{}`", self.name, key.value.escape_debug());
            let wrong = Diagnostic::error(codes::UNKNOWN_SETTING, key.span, message);
            let sure = suggest::sure(&key.value, known.iter().copied()).map(str::to_owned);
            self.diagnostics.push(wrong.help(suggest::help(&key.value, &known)).maybe_fix(key.span, sure));
        }
    }
}
