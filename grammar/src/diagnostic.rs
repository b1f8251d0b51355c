//! One type for every mistake, from the macro to the terminal.

use crate::codes::Code;
use crate::span::Span;
use crate::visible::visible;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Generated all the same.
    Warning,
}

/// A place and what to say about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A short text beside the underline; may be empty.
    pub text: String,
}

/// What to put in the place of something, where it can mean nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; nothing is, where it is empty.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// A mistake: code, message, places, a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake; `watershed explain` tells the long story.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// One lower-case phrase that stands alone.
    pub message: String,
    /// The smallest token; `None` where there is no place in a source to point at.
    pub primary: Option<Label>,
    /// The other parties.
    pub secondary: Vec<Label>,
    /// What to write instead.
    pub help: Vec<String>,
    /// The same as a change of the text, where it is safe to make without being asked.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::build(code, Severity::Error, Some(span), message.into())
    }

    /// A warning at a place.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::build(code, Severity::Warning, Some(span), message.into())
    }

    /// An error that no place in a source can be given for, such as a missing file.
    pub fn without_place(code: Code, message: impl Into<String>) -> Self {
        Self::build(code, Severity::Error, None, message.into())
    }

    fn build(code: Code, severity: Severity, span: Option<Span>, message: String) -> Self {
        let primary = span.map(|span| Label { span, text: String::new() });
        Self { code, severity, message, primary, secondary: Vec::new(), help: Vec::new(), fix: None }
    }

    /// The text beside the underline.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Another party to the mistake.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// A way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(visible(text.into()));
        self
    }

    /// A way out, where there is one.
    #[must_use]
    pub fn maybe_help(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }

    /// The way out as a change of the text, where there is one.
    #[must_use]
    pub fn maybe_fix(mut self, span: Span, text: Option<String>) -> Self {
        self.fix = text.map(|text| Fix { span, text });
        self
    }

    /// Whether nothing may be generated.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Collects every mistake; nothing stops at the first.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds what was found, if anything was.
    pub fn extend_some(&mut self, found: Option<Diagnostic>) {
        self.list.extend(found);
    }

    /// Takes all of them.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(Diagnostic::is_error)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them in the order of the source, each once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        let place = |d: &Diagnostic| d.primary.as_ref().map(|label| label.span);
        self.list.sort_by(|a, b| (place(a), a.code, &a.message).cmp(&(place(b), b.code, &b.message)));
        self.list.dedup();
        self.list
    }

    /// Looks at them in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}
