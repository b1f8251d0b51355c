//! `use` declarations, taken apart into single imports.

use crate::source::scanner::Range;
use crate::source::scanner::lexer::{Lexer, Token};

/// Braces nested beyond this are not followed.
const DEEPEST: usize = 32;

/// One name, or all names, that a `use` brings in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Whether the path begins with `::`.
    pub global: bool,
    /// The path that is imported; of a glob, the path before `*`.
    pub path: Vec<String>,
    /// The name it has here; `None` for a glob, `_` for none at all.
    pub name: Option<String>,
}

/// Takes the header of a `use` item apart.
pub fn imports(text: &str, header: Range) -> Vec<Import> {
    let source = header.of(text);
    let mut reader = Reader { lexer: Lexer::new(source), source, found: Vec::new() };
    // The visibility and the word `use` itself come first.
    while let Some(token) = reader.next() {
        if matches!(token, Token::Word(word) if word.of(source) == "use") {
            reader.tree(&[], false, 0);
            break;
        }
    }
    reader.found
}

/// Every `use` in a text that is not an item of its own, such as a body.
pub fn imports_inside(text: &str) -> Vec<Import> {
    let mut reader = Reader { lexer: Lexer::new(text), source: text, found: Vec::new() };
    while let Some(token) = reader.next() {
        if matches!(token, Token::Word(word) if word.of(text) == "use") {
            reader.tree(&[], false, 0);
        }
    }
    reader.found
}

/// `extern crate a as b` as an import; `self` is the crate's own root.
pub fn extern_crate(header: &str) -> Option<Import> {
    let mut lexer = Lexer::new(header);
    let words = std::iter::from_fn(|| lexer.next().ok().flatten());
    let mut words = words.filter_map(|token| match token {
        Token::Word(word) => Some(word.of(header)),
        _ => None,
    });
    let krate = words.find(|word| *word == "crate").and_then(|_| words.next())?;
    let name = match words.next() {
        Some("as") => words.next()?,
        _ => krate,
    };
    let (global, path) = if krate == "self" { (false, "crate") } else { (true, krate) };
    Some(Import { global, path: vec![path.to_owned()], name: Some(name.to_owned()) })
}

struct Reader<'a> {
    lexer: Lexer<'a>,
    source: &'a str,
    found: Vec<Import>,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        self.lexer.next().ok().flatten()
    }

    /// Reads one tree and the token behind it; answers that token.
    fn tree(&mut self, prefix: &[String], mut global: bool, depth: usize) -> Option<Token> {
        let mut path = prefix.to_vec();
        loop {
            match self.next()? {
                Token::Mark(b':', _) => global |= path.is_empty(),
                Token::Mark(b'*', _) => {
                    self.found.push(Import { global, path, name: None });
                    return self.next();
                }
                Token::Open(b'{', _) if depth < DEEPEST => {
                    while let Some(Token::Mark(b',', _)) = self.tree(&path, global, depth + 1) {}
                    return self.next();
                }
                Token::Word(word) => {
                    path.push(word.of(self.source).to_owned());
                    let before = self.lexer.clone();
                    match self.next() {
                        Some(Token::Mark(b':', _)) => {}
                        Some(Token::Word(renamed)) if renamed.of(self.source) == "as" => {
                            let name = match self.next() {
                                Some(Token::Word(name)) => name.of(self.source).to_owned(),
                                _ => "_".to_owned(),
                            };
                            self.add(global, path, Some(name));
                            return self.next();
                        }
                        end => {
                            if end.is_none() {
                                self.lexer = before;
                            }
                            self.add(global, path, None);
                            return end;
                        }
                    }
                }
                other => return Some(other),
            }
        }
    }

    /// `a::{self}` imports `a`.
    fn add(&mut self, global: bool, mut path: Vec<String>, renamed: Option<String>) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = renamed.or_else(|| path.last().cloned());
        self.found.push(Import { global, path, name });
    }
}

#[cfg(test)]
mod tests {
    use super::imports;
    use crate::source::scanner::Range;

    #[test]
    fn trees_are_taken_apart() {
        let text = "pub(crate) use ::a::{self, b as c, d::{e, f::*}, g as _}";
        let found: Vec<String> = imports(text, Range { start: 0, end: text.len() })
            .into_iter()
            .map(|import| {
                format!(
                    "{}{} {}",
                    if import.global { "::" } else { "" },
                    import.path.join("::"),
                    import.name.unwrap_or("*".into())
                )
            })
            .collect();
        assert_eq!(found, ["::a a", "::a::b c", "::a::d::e e", "::a::d::f *", "::a::g _"]);
    }
}
