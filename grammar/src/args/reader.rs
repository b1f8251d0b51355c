//! Typed reading of arguments against a table of keys. What nobody asked for is a mistake.

use super::meant;
use super::node::{Argument, Node, PathNode};
use super::twice;
use crate::codes::{self, Code};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::key::Key;
use crate::span::{Span, Spanned};
use crate::suggest;

/// Reads the arguments of one attribute, trigger or knob.
pub struct Reader<'a> {
    /// What is read, for messages: `queue(…)`.
    what: &'static str,
    keys: &'static [Key],
    at: Span,
    positional: std::collections::VecDeque<Spanned<Node>>,
    named: Vec<(Spanned<String>, Spanned<Node>)>,
    /// The keys of what cannot be read, where there are any. Nothing is missed that may be in there.
    unread: Vec<Option<String>>,
    /// Where mistakes go.
    pub diagnostics: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    /// Sorts the arguments into keyed and positional ones and reports duplicates and unknown keys.
    pub fn new(
        what: &'static str,
        keys: &'static [Key],
        at: Span,
        arguments: Vec<Argument>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let mut reader =
            Self { what, keys, at, positional: [].into(), named: Vec::new(), unread: Vec::new(), diagnostics };
        for argument in arguments {
            reader.sort(argument);
        }
        reader
    }

    fn sort(&mut self, argument: Argument) {
        if let Node::Unread = argument.node.value {
            return self.unread.push(argument.key.map(|key| key.value));
        }
        let key = match (&argument.key, &argument.node.value) {
            (Some(key), _) => key.clone(),
            (None, Node::Call(name, _)) => name.clone(),
            (None, Node::Path(path)) => match path.word() {
                Some(word) if self.key(word).is_some_and(|key| key.flag) => Spanned::new(word.into(), path.span()),
                _ => return self.positional.push_back(argument.node),
            },
            _ => return self.positional.push_back(argument.node),
        };
        let Some(known) = self.key(&key.value) else { return self.unknown(&key) };
        match self.named.iter().find(|(earlier, _)| earlier.value == key.value) {
            Some((earlier, _)) if !known.many => {
                let wrong =
                    Diagnostic::error(codes::DUPLICATE_KEY, key.span, format!("`{}` is written twice", key.value))
                        .also(earlier.span, "first here");
                self.diagnostics.push(wrong);
            }
            _ => self.named.push((key, argument.node)),
        }
    }

    fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    fn unknown(&mut self, key: &Spanned<String>) {
        let known: Vec<&str> = self.keys.iter().map(|key| key.name).collect();
        let message = format!("{} has no key `{}`", self.what, key.value);
        let wrong = Diagnostic::error(codes::UNKNOWN_KEY, key.span, message).help(suggest::help(&key.value, &known));
        let free = known.iter().copied().filter(|name| !self.named.iter().any(|(key, _)| key.value == *name));
        let sure = suggest::sure(&key.value, free).map(str::to_owned);
        self.diagnostics.push(wrong.maybe_fix(key.span, sure));
    }

    /// Where the whole is written.
    pub fn at(&self) -> Span {
        self.at
    }

    /// The keys that are written and not read yet.
    pub fn written(&self) -> Vec<Spanned<String>> {
        self.named.iter().map(|(key, _)| key.clone()).collect()
    }

    /// Whether a key is written, however badly.
    pub fn says(&self, name: &str) -> bool {
        let may_be = |key: &Option<String>| key.as_ref().is_none_or(|key| key == name);
        self.named.iter().any(|(key, _)| key.value == name) || self.unread.iter().any(may_be)
    }

    /// Reports a mistake.
    pub fn wrong(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if [codes::MISSING_KEY, codes::NO_REASON].contains(&code) && !self.unread.is_empty() {
            return;
        }
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    /// Whether there is another argument without a key.
    pub fn has_positional(&self) -> bool {
        !self.positional.is_empty()
    }

    /// The next argument without a key.
    pub fn positional(&mut self) -> Option<Spanned<Node>> {
        self.positional.pop_front()
    }

    /// The next argument without a key, where it is of some kind.
    pub fn positional_as<T>(&mut self, read: impl Fn(&Node) -> Option<T>) -> Option<Spanned<T>> {
        let value = read(&self.positional.front()?.value)?;
        self.positional.pop_front().map(|node| node.map(|_| value))
    }

    /// The value of a key, as it is written.
    pub fn take(&mut self, name: &str) -> Option<(Spanned<String>, Spanned<Node>)> {
        debug_assert!(self.key(name).is_some(), "`{name}` is not in the table of {}", self.what);
        let index = self.named.iter().position(|(key, _)| key.value == name)?;
        Some(self.named.remove(index))
    }

    /// Every argument of a key that may stand more than once.
    pub fn take_all(&mut self, name: &str) -> Vec<(Spanned<String>, Spanned<Node>)> {
        std::iter::from_fn(|| self.take(name)).collect()
    }

    /// Whether the bare word, or `= true`, is written.
    pub fn flag(&mut self, name: &str) -> Option<Spanned<bool>> {
        let (key, node) = self.take(name)?;
        match node.value {
            Node::Bool(value) => Some(Spanned::new(value, node.span)),
            Node::Path(path) if path.word() == Some(name) => Some(Spanned::new(true, key.span)),
            _ => self.expected(&key.value, &node),
        }
    }

    /// A text.
    pub fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let (key, node) = self.take(name)?;
        match node.value {
            Node::Text(text) => Some(Spanned::new(text, node.span)),
            _ => self.meant(&key.value, &node, meant::text(&node.value)),
        }
    }

    /// One of some words.
    pub fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<Spanned<T>> {
        let (key, node) = self.take(name)?;
        let word = node.value.word();
        if let Some((_, value)) = choices.iter().find(|(choice, _)| Some(*choice) == word) {
            return Some(Spanned::new(*value, node.span));
        }
        let words: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
        self.no_choice(&key.value, &node, &words)
    }

    /// Reports what is none of some words.
    pub fn no_choice<T>(&mut self, name: &str, node: &Spanned<Node>, words: &[&str]) -> Option<T> {
        let meant = meant::word(&node.value, words).map(str::to_owned);
        let Some(word) = node.value.word().filter(|_| meant.is_none()) else { return self.meant(name, node, meant) };
        let message = format!("`{name}` cannot be `{word}`");
        let wrong = Diagnostic::error(codes::WRONG_VALUE, node.span, message).help(suggest::help(word, words));
        let sure = suggest::sure(word, words.iter().copied()).map(str::to_owned);
        self.diagnostics.push(wrong.maybe_fix(node.span, sure));
        None
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, name: &str) -> Option<Vec<Spanned<String>>> {
        let (key, node) = self.take(name)?;
        match node.value {
            Node::Text(text) => Some(vec![Spanned::new(text, node.span)]),
            Node::List(items) => {
                let texts: Vec<_> = items.into_iter().filter_map(|item| self.text_item(&key.value, item)).collect();
                twice::check(codes::DUPLICATE_KEY, &texts, self.diagnostics);
                Some(texts)
            }
            _ => self.expected(&key.value, &node),
        }
    }

    fn text_item(&mut self, key: &str, item: Spanned<Node>) -> Option<Spanned<String>> {
        match item.value {
            Node::Text(text) => Some(Spanned::new(text, item.span)),
            _ => self.expected(key, &item),
        }
    }

    /// One or several of some words.
    pub fn words<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<Vec<Spanned<T>>> {
        let (_, node) = self.take(name)?;
        let items = match node.value {
            Node::List(items) => items,
            other => vec![Spanned::new(other, node.span)],
        };
        let known: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
        if items.is_empty() {
            let help = format!("write one of {}, or remove `{name}`", suggest::list(&known));
            self.wrong(codes::WRONG_VALUE, node.span, format!("`{name}` holds nothing"), help);
        }
        let (mut found, mut words) = (Vec::new(), Vec::new());
        for item in items {
            let word = item.value.word().unwrap_or_default().to_owned();
            match choices.iter().find(|(choice, _)| *choice == word) {
                Some((_, value)) => {
                    found.push(Spanned::new(*value, item.span));
                    words.push(Spanned::new(word, item.span));
                }
                None => {
                    let message = format!("`{name}` cannot hold this");
                    let wrong = Diagnostic::error(codes::WRONG_VALUE, item.span, message);
                    let (help, sure) = match meant::word(&item.value, &known) {
                        Some(word) => (format!("write `{word}`"), Some(word)),
                        None => (suggest::help(&word, &known), suggest::sure(&word, known.iter().copied())),
                    };
                    self.diagnostics.push(wrong.help(help).maybe_fix(item.span, sure.map(str::to_owned)));
                }
            }
        }
        twice::check(codes::DUPLICATE_KEY, &words, self.diagnostics);
        Some(found)
    }

    /// The arguments in the parentheses of a key.
    pub fn call(&mut self, name: &str) -> Option<(Span, Vec<Argument>)> {
        let (key, node) = self.take(name)?;
        match node.value {
            Node::Call(_, arguments) => Some((key.span, arguments)),
            _ => self.expected(&key.value, &node),
        }
    }

    /// The pairs in the parentheses of a key such as `env(KEY = "value")`.
    pub fn pairs(&mut self, name: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let Some((_, arguments)) = self.call(name) else { return Vec::new() };
        let mut pairs: Vec<(Spanned<String>, Spanned<String>)> = Vec::new();
        for Argument { key, node } in arguments {
            match (key, node.value) {
                (Some(key), Node::Text(text)) => {
                    if let Some((earlier, _)) = pairs.iter().find(|(earlier, _)| earlier.value == key.value) {
                        let message = format!("`{}` is written twice", key.value);
                        let wrong = Diagnostic::error(codes::DUPLICATE_KEY, key.span, message);
                        self.diagnostics.push(wrong.also(earlier.span, "first here"));
                    } else {
                        pairs.push((key, Spanned::new(text, node.span)));
                    }
                }
                (_, Node::Unread) => {}
                _ => self.wrong(
                    codes::WRONG_VALUE,
                    node.span,
                    format!("`{name}` takes names and texts"),
                    format!("write `{name}(NAME = \"value\")`"),
                ),
            }
        }
        pairs
    }

    /// The path to a resource that a trigger begins with.
    pub fn subject(&mut self, example: &str) -> Option<Spanned<PathNode>> {
        match self.positional() {
            Some(Spanned { value: Node::Path(path), span }) => Some(Spanned::new(path, span)),
            Some(other) => {
                let message = format!("{} begins with the resource's type, not {}", self.what, other.value.describe());
                self.wrong(codes::WRONG_VALUE, other.span, message, format!("write it like `{example}`"));
                None
            }
            None => {
                let message = format!("{} does not say which resource", self.what);
                self.wrong(codes::MISSING_KEY, self.at, message, format!("write it like `{example}`"));
                None
            }
        }
    }

    /// Reports a missing key.
    pub fn missing(&mut self, name: &str) {
        let shape = self.shape(name);
        self.wrong(codes::MISSING_KEY, self.at, format!("{} needs `{name}`", self.what), format!("write `{shape}`"));
    }

    /// Reports that a value is of another kind than the key takes.
    pub fn expected<T>(&mut self, name: &str, node: &Spanned<Node>) -> Option<T> {
        self.meant(name, node, None)
    }

    /// Reports such a value, and what can only be meant by it, where that is known.
    pub fn meant<T>(&mut self, name: &str, node: &Spanned<Node>, meant: Option<String>) -> Option<T> {
        let what = match &meant {
            Some(_) => format!("`{}`", node.value.written()),
            None => node.value.describe().to_owned(),
        };
        let right = match &meant {
            Some(meant) => format!("{name} = {meant}"),
            None => self.shape(name).to_owned(),
        };
        let wrong = Diagnostic::error(codes::WRONG_VALUE, node.span, format!("`{name}` cannot be {what}"));
        self.diagnostics.push(wrong.help(format!("write `{right}`")).maybe_fix(node.span, meant));
        None
    }

    /// What the table of keys shows.
    pub fn shape(&self, name: &str) -> &'static str {
        self.key(name).map_or("", |key| key.shape)
    }

    /// Reports what nobody asked for.
    pub fn finish(mut self) {
        while let Some(extra) = self.positional() {
            let known: Vec<&str> = self.keys.iter().map(|key| key.name).collect();
            let word = extra.value.word().unwrap_or_default().to_owned();
            if let Some(key) = self.key(&word) {
                let message = format!("`{word}` has no value");
                self.wrong(codes::WRONG_VALUE, extra.span, message, format!("write `{}`", key.shape));
                continue;
            }
            let message = match word.as_str() {
                "" => format!("{} does not take {} here", self.what, extra.value.describe()),
                _ => format!("{} has no key `{word}`", self.what),
            };
            let wrong = Diagnostic::error(codes::UNKNOWN_KEY, extra.span, message).help(suggest::help(&word, &known));
            let flags = self.keys.iter().filter(|key| key.flag).map(|key| key.name);
            let sure = suggest::sure(&word, flags).map(str::to_owned);
            self.diagnostics.push(wrong.maybe_fix(extra.span, sure));
        }
        debug_assert!(self.named.is_empty(), "{} did not read {:?}", self.what, self.named);
    }
}
