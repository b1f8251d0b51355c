//! `cfg(…)`, decided without running anything: yes, no, or not to be known here.

use std::collections::BTreeSet;

use super::scanner::Range;
use super::scanner::lexer::{Lexer, Token};

/// Nesting beyond this is not decided.
const DEEPEST: usize = 32;

/// What is known of how the crate is built for its deployment.
#[derive(Clone, Debug, Default)]
pub struct Build {
    /// The features that are on.
    pub features: BTreeSet<String>,
    /// The features that the crate has; where it is not known, every name is one.
    pub known: Option<BTreeSet<String>>,
    /// The processor, as rustc names it: `aarch64` or `x86_64`.
    pub arch: String,
}

/// Whether something is part of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It depends on something that cannot be known here.
    Unknown,
}

impl Decision {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// One of them.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.opposite().and(other.opposite()).opposite()
    }

    /// The other way round.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Decision {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl Build {
    /// Decides the text between the parentheses of `cfg(…)`.
    pub fn decide(&self, predicate: &str) -> Decision {
        self.read(predicate).0
    }

    /// The first part of such a text that cannot be decided; the whole, where it cannot be read.
    pub fn undecided(&self, predicate: &str) -> Range {
        let whole = Range { start: 0, end: predicate.len() };
        self.read(predicate).1.unwrap_or(whole)
    }

    fn read(&self, predicate: &str) -> (Decision, Option<Range>) {
        let mut reader = Reader { lexer: Lexer::new(predicate), text: predicate, build: self, unknown: None };
        let read = reader.predicate(0);
        (read.unwrap_or(Decision::Unknown), reader.unknown.filter(|_| read.is_some()))
    }

    /// Decides the key of `[target.'…']`: a `cfg(…)`, or the name of a platform such as `aarch64-unknown-linux-gnu`.
    pub fn decide_platform(&self, platform: &str) -> Decision {
        match platform.trim().strip_prefix("cfg").map(str::trim) {
            Some(rest) => match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                Some(predicate) => self.decide(predicate),
                None => Decision::Unknown,
            },
            None if !platform.contains("-linux-") => Decision::No,
            None if self.arch.is_empty() => Decision::Unknown,
            None => platform.trim().starts_with(&format!("{}-", self.arch)).into(),
        }
    }

    fn value(&self, name: &str, value: &str) -> Decision {
        match name {
            // A feature that nobody can turn on is a slip of the hand, and what stands under it would be lost silently.
            "feature" if self.known.as_ref().is_some_and(|known| !known.contains(value)) => Decision::Unknown,
            "feature" => self.features.contains(value).into(),
            "target_os" => (value == "linux").into(),
            "target_family" => (value == "unix").into(),
            "target_arch" if self.arch.is_empty() && matches!(value, "aarch64" | "x86_64") => Decision::Unknown,
            "target_arch" => (value == self.arch).into(),
            "target_pointer_width" => (value == "64").into(),
            "target_endian" => (value == "little").into(),
            _ => Decision::Unknown,
        }
    }
}

/// A condition without a value. Tests and debug assertions are not part of a release build.
fn flag(name: &str) -> Decision {
    match name {
        "true" | "unix" => Decision::Yes,
        "false" | "test" | "doc" | "doctest" | "debug_assertions" | "windows" | "miri" => Decision::No,
        _ => Decision::Unknown,
    }
}

struct Reader<'a> {
    lexer: Lexer<'a>,
    text: &'a str,
    build: &'a Build,
    /// The first part that cannot be decided.
    unknown: Option<Range>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Token> {
        self.lexer.next().ok().flatten()
    }

    fn of(&self, range: Range) -> &'a str {
        range.of(self.text)
    }

    /// `name`, `name = "value"`, `all(…)`, `any(…)`, `not(…)`; `None` where it is none of them.
    fn predicate(&mut self, depth: usize) -> Option<Decision> {
        let Token::Word(word) = self.next()? else { return None };
        let name = self.of(word);
        let before = self.lexer.clone();
        match self.next() {
            Some(Token::Mark(b'=', _)) => {
                let Token::Value(value) = self.next()? else { return None };
                let decision = self.build.value(name, self.of(value).trim_matches('"'));
                Some(self.noted(decision, Range { start: word.start, end: value.end }))
            }
            Some(Token::Open(b'(', _)) if depth < DEEPEST => self.group(name, depth + 1),
            _ => {
                self.lexer = before;
                Some(self.noted(flag(name), word))
            }
        }
    }

    fn noted(&mut self, decision: Decision, at: Range) -> Decision {
        if decision == Decision::Unknown {
            self.unknown.get_or_insert(at);
        }
        decision
    }

    fn group(&mut self, name: &str, depth: usize) -> Option<Decision> {
        let mut parts = Vec::new();
        loop {
            let before = self.lexer.clone();
            match self.next()? {
                Token::Close(b')', _) => break,
                Token::Mark(b',', _) => {}
                _ => {
                    self.lexer = before;
                    parts.push(self.predicate(depth)?);
                }
            }
        }
        match (name, parts.as_slice()) {
            ("all", parts) => Some(parts.iter().copied().fold(Decision::Yes, Decision::and)),
            ("any", parts) => Some(parts.iter().copied().fold(Decision::No, Decision::or)),
            ("not", [only]) => Some(only.opposite()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Build, Decision};

    #[test]
    fn what_is_known_is_decided_and_the_rest_is_not_guessed() {
        let build = Build { features: ["mail".to_owned()].into(), arch: "aarch64".to_owned(), known: None };
        let cases = [
            ("feature = \"mail\"", Decision::Yes),
            ("feature = \"sms\"", Decision::No),
            ("not(feature = \"sms\")", Decision::Yes),
            ("test", Decision::No),
            ("all(unix, target_arch = \"aarch64\", target_os = \"linux\")", Decision::Yes),
            ("any(windows, tokio_unstable)", Decision::Unknown),
            ("all(windows, tokio_unstable)", Decision::No),
            ("any(unix, tokio_unstable)", Decision::Yes),
            ("all()", Decision::Yes),
            ("any()", Decision::No),
            ("not(a, b)", Decision::Unknown),
            ("", Decision::Unknown),
            ("all(", Decision::Unknown),
            ("feature = mail", Decision::Unknown),
        ];
        for (predicate, decision) in cases {
            assert_eq!(build.decide(predicate), decision, "{predicate}");
        }
        let deep = format!("{}test{}", "not(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(build.decide(&deep), Decision::Unknown);
    }
}
