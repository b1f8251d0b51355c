//! Bytes to tokens, as far as items need them.

use super::Fault;
use super::items::Range;

/// A token that matters for finding items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// An identifier or keyword; a raw one without its `r#`.
    Word(Range),
    /// `(`, `[` or `{`
    Open(u8, Range),
    /// `)`, `]` or `}`
    Close(u8, Range),
    /// Any other punctuation, one byte at a time.
    Mark(u8, Range),
    /// A literal or lifetime.
    Value(Range),
    /// `/// text` or `/** text */`, with the range of the text.
    Doc(Range),
}

impl Token {
    /// Where it is.
    pub fn range(self) -> Range {
        match self {
            Self::Open(_, range)
            | Self::Close(_, range)
            | Self::Mark(_, range)
            | Self::Word(range)
            | Self::Value(range)
            | Self::Doc(range) => range,
        }
    }
}

/// Reads tokens one by one.
#[derive(Clone)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Begins after a byte order mark and a `#!` line, as rustc does.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let is_script = bytes[at..].starts_with(b"#!") && text[at + 2..].trim_start().as_bytes().first() != Some(&b'[');
        if is_script {
            at = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        }
        Self { bytes, at }
    }

    /// The place of the next byte.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The bytes of a range.
    pub fn bytes(&self, range: Range) -> &'a [u8] {
        &self.bytes[range.start..range.end]
    }

    /// The next token; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Token>, Fault> {
        loop {
            let start = self.at;
            let Some(&byte) = self.bytes.get(start) else { return Ok(None) };
            match byte {
                b' ' | b'\n' | b'\t' | b'\r' | 0x0b | 0x0c => self.at += 1,
                b'/' if self.peek(1) == Some(b'/') => {
                    if let Some(doc) = self.line_comment() {
                        return Ok(Some(doc));
                    }
                }
                b'/' if self.peek(1) == Some(b'*') => {
                    if let Some(doc) = self.block_comment()? {
                        return Ok(Some(doc));
                    }
                }
                _ => return self.token(byte).map(Some),
            }
        }
    }

    fn token(&mut self, byte: u8) -> Result<Token, Fault> {
        let start = self.at;
        match byte {
            b'(' | b'[' | b'{' => Ok(Token::Open(byte, self.take(1))),
            b')' | b']' | b'}' => Ok(Token::Close(byte, self.take(1))),
            b'"' => self.string(start, 1),
            b'\'' => self.quote(),
            b'0'..=b'9' => Ok(self.number()),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word(),
            _ => Ok(Token::Mark(byte, self.take(1))),
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn take(&mut self, length: usize) -> Range {
        let start = self.at;
        self.at += length;
        Range { start, end: self.at }
    }

    fn fault(&self, start: usize, message: &'static str) -> Fault {
        Fault { at: Range { start, end: (start + 1).min(self.bytes.len()) }, message }
    }

    fn line_comment(&mut self) -> Option<Token> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        self.at += length;
        let is_doc = rest.starts_with(b"///") && !rest.starts_with(b"////");
        is_doc.then(|| Token::Doc(Range { start: start + 3, end: self.at }))
    }

    fn block_comment(&mut self) -> Result<Option<Token>, Fault> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        break;
                    }
                }
                (Some(_), _) => self.at += 1,
                (None, _) => return Err(self.fault(start, "this comment never ends")),
            }
        }
        let text = &self.bytes[start..self.at];
        let is_doc = text.starts_with(b"/**") && !text.starts_with(b"/***") && text.len() > 4;
        Ok(is_doc.then(|| Token::Doc(Range { start: start + 3, end: self.at - 2 })))
    }

    fn word(&mut self) -> Result<Token, Fault> {
        let start = self.at;
        while self.peek(0).is_some_and(is_word) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        match (word, self.peek(0)) {
            (b"b" | b"c", Some(b'"')) => self.string(start, 1),
            (b"b", Some(b'\'')) => {
                self.at += 1;
                self.character(start)
            }
            (b"r" | b"br" | b"cr", Some(b'"' | b'#')) => self.raw(start, word.len() == 1),
            _ => Ok(Token::Word(Range { start, end: self.at })),
        }
    }

    /// `r"…"`, `r#"…"#` and `r#word`.
    fn raw(&mut self, start: usize, may_be_word: bool) -> Result<Token, Fault> {
        let marks = self.bytes[self.at..].iter().take_while(|byte| **byte == b'#').count();
        if self.peek(marks) != Some(b'"') {
            if may_be_word && marks == 1 && self.peek(1).is_some_and(is_word) {
                self.at += 1;
                let word = self.at;
                while self.peek(0).is_some_and(is_word) {
                    self.at += 1;
                }
                return Ok(Token::Word(Range { start: word, end: self.at }));
            }
            return Ok(Token::Word(Range { start, end: self.at }));
        }
        self.at += marks + 1;
        loop {
            let rest = &self.bytes[self.at..];
            let Some(quote) = rest.iter().position(|byte| *byte == b'"') else {
                return Err(self.fault(start, "this text never ends"));
            };
            self.at += quote + 1;
            let closing = &self.bytes[self.at..];
            if closing.len() >= marks && closing[..marks].iter().all(|byte| *byte == b'#') {
                self.at += marks;
                return Ok(Token::Value(Range { start, end: self.at }));
            }
        }
    }

    fn string(&mut self, start: usize, opening: usize) -> Result<Token, Fault> {
        self.at += opening;
        loop {
            match self.peek(0) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Token::Value(Range { start, end: self.at }));
                }
                Some(b'\\') => self.at = (self.at + 2).min(self.bytes.len()),
                Some(_) => self.at += 1,
                None => return Err(self.fault(start, "this text never ends")),
            }
        }
    }

    /// A character or a lifetime.
    fn quote(&mut self) -> Result<Token, Fault> {
        let start = self.at;
        self.at += 1;
        let first = self.peek(0).unwrap_or(b' ');
        let width = width(first);
        if first == b'\\' || self.peek(width) == Some(b'\'') {
            return self.character(start);
        }
        while self.peek(0).is_some_and(|byte| is_word(byte) || byte == b'#') {
            self.at += 1;
        }
        Ok(Token::Value(Range { start, end: self.at }))
    }

    /// The rest of a character whose opening quote is taken.
    fn character(&mut self, start: usize) -> Result<Token, Fault> {
        let mut first = true;
        loop {
            match self.peek(0) {
                Some(b'\'') if !first => {
                    self.at += 1;
                    return Ok(Token::Value(Range { start, end: self.at }));
                }
                Some(b'\\') => self.at = (self.at + 2).min(self.bytes.len()),
                Some(b'\n') if !first => return Err(self.fault(start, "this character never ends")),
                Some(_) => self.at += 1,
                None => return Err(self.fault(start, "this character never ends")),
            }
            first = false;
        }
    }

    fn number(&mut self) -> Token {
        let start = self.at;
        loop {
            let more = match self.peek(0) {
                Some(b'.') => self.peek(1).is_some_and(|byte| byte.is_ascii_digit()),
                Some(byte) => is_word(byte),
                None => false,
            };
            if !more {
                return Token::Value(Range { start, end: self.at });
            }
            self.at += 1;
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// How many bytes a character has, by its first one.
fn width(byte: u8) -> usize {
    match byte {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}
