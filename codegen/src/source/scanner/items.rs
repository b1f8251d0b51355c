//! Tokens to items.

use super::Fault;
use super::lexer::{Lexer, Token};

/// Inline modules nested beyond this are refused before they can exhaust the stack.
const DEEPEST: usize = 64;

/// A range of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Range {
    /// The text of the range.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// What a file or inline module holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Attributes of the module itself: `#![…]`.
    pub attributes: Vec<Attribute>,
    /// Its items in the order of the source.
    pub items: Vec<Item>,
}

/// An attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its path, such as `watershed::function`.
    pub path: Range,
    /// Everything behind the path, up to the closing bracket.
    pub rest: Range,
}

/// What kind of item it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// `fn`
    Function,
    /// `struct`
    Struct,
    /// `enum`
    Enum,
    /// `union`
    Union,
    /// `type`
    Alias,
    /// `const`
    Constant,
    /// `static`
    Static,
    /// `trait`
    Trait,
    /// `impl`
    Impl,
    /// `mod`
    Module,
    /// `use`
    Use,
    /// `extern crate`
    ExternCrate,
    /// `extern "C" { … }`
    Foreign,
    /// `macro_rules! name { … }` and `macro name { … }`
    Macro,
    /// `name! { … }`
    MacroCall,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What kind it is.
    pub kind: ItemKind,
    /// Its name, where it has one; the path of a macro call is none.
    pub name: Option<Range>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// The texts of its doc comments, a line each.
    pub docs: Vec<Range>,
    /// From its visibility to before its body, or to its end where it has none.
    pub header: Range,
    /// What is between the braces of its body.
    pub body: Option<Range>,
    /// From its visibility to its end.
    pub whole: Range,
    /// Attributes inside of what was skipped.
    pub inside: Vec<Attribute>,
    /// The items of an inline module.
    pub module: Option<Scanned>,
}

/// Finds the items of a file.
pub fn scan(text: &str) -> Result<Scanned, Fault> {
    if text.len() > u32::MAX as usize {
        return Err(Fault { at: Range::default(), message: "a source file has at most 4 GB" });
    }
    let mut scanner = Scanner { lexer: Lexer::new(text), depth: 0 };
    scanner.module(None).map(|(scanned, _)| scanned)
}

struct Scanner<'a> {
    lexer: Lexer<'a>,
    depth: usize,
}

impl Scanner<'_> {
    /// Reads items up to the end of the file, or to the brace that closes the one at `opened`.
    fn module(&mut self, opened: Option<Range>) -> Result<(Scanned, Range), Fault> {
        let mut scanned = Scanned::default();
        let mut attributes = Vec::new();
        let mut docs = Vec::new();
        loop {
            let Some(token) = self.lexer.next()? else {
                let end = Range { start: self.lexer.position(), end: self.lexer.position() };
                return match opened {
                    Some(at) => Err(Fault { at, message: "this brace is never closed" }),
                    None => Ok((scanned, end)),
                };
            };
            match token {
                Token::Doc(text) => docs.push(text),
                Token::Mark(b'#', at) => match self.attribute(at)? {
                    (true, attribute) => scanned.attributes.push(attribute),
                    (false, attribute) => attributes.push(attribute),
                },
                Token::Mark(b';', _) => {}
                Token::Close(b'}', at) if opened.is_some() => return Ok((scanned, at)),
                Token::Close(_, at) => return Err(Fault { at, message: "nothing is open here" }),
                first => {
                    let mut item = self.item(first)?;
                    item.attributes = std::mem::take(&mut attributes);
                    item.docs = std::mem::take(&mut docs);
                    scanned.items.push(item);
                }
            }
        }
    }

    /// Reads an attribute behind its `#`; the first answer is whether it is an inner one.
    fn attribute(&mut self, at: Range) -> Result<(bool, Attribute), Fault> {
        let wrong = Fault { at, message: "expected an attribute behind `#`" };
        let mut token = self.need(at)?;
        let inner = matches!(token, Token::Mark(b'!', _));
        if inner {
            token = self.need(at)?;
        }
        let Token::Open(b'[', open) = token else { return Err(wrong) };
        let path = self.path()?;
        let close = self.close(open, b']', &mut Vec::new())?;
        Ok((inner, Attribute { path, rest: Range { start: path.end, end: close.start } }))
    }

    /// Reads `a::b` without taking the token behind it.
    fn path(&mut self) -> Result<Range, Fault> {
        let start = self.lexer.position();
        let mut path = Range { start, end: start };
        loop {
            let before = self.lexer.clone();
            match self.lexer.next()? {
                Some(Token::Word(range)) => {
                    path =
                        Range { start: if path.start == path.end { range.start } else { path.start }, end: range.end }
                }
                Some(Token::Mark(b':' | b'$', range)) if path.start == path.end => {
                    path = Range { start: range.start, end: range.end }
                }
                Some(Token::Mark(b':', _)) => {}
                _ => {
                    self.lexer = before;
                    return Ok(path);
                }
            }
        }
    }

    fn need(&mut self, at: Range) -> Result<Token, Fault> {
        self.lexer.next()?.ok_or(Fault { at, message: "the file ends in the middle of this" })
    }

    /// Skips to the end of a group, noting attributes on the way.
    fn close(&mut self, open: Range, until: u8, inside: &mut Vec<Attribute>) -> Result<Range, Fault> {
        let mut expected = vec![(until, open)];
        loop {
            let Some(token) = self.lexer.next()? else {
                let at = expected.last().map_or(open, |(_, at)| *at);
                return Err(Fault { at, message: "this is never closed" });
            };
            match token {
                Token::Open(byte, at) => expected.push((closing(byte), at)),
                Token::Close(byte, at) => {
                    let Some((wanted, opened)) = expected.pop() else { return Ok(at) };
                    if byte != wanted {
                        return Err(Fault { at: opened, message: "this is closed by a bracket of another kind" });
                    }
                    if expected.is_empty() {
                        return Ok(at);
                    }
                }
                Token::Mark(b'#', _) => self.note(inside)?,
                _ => {}
            }
        }
    }

    /// Notes the attribute behind a `#`, if one is there, without taking it.
    fn note(&mut self, inside: &mut Vec<Attribute>) -> Result<(), Fault> {
        let before = self.lexer.clone();
        let mut token = self.lexer.next()?;
        if matches!(token, Some(Token::Mark(b'!', _))) {
            token = self.lexer.next()?;
        }
        if matches!(token, Some(Token::Open(b'[', _))) {
            let path = self.path()?;
            let mut end = path.end;
            // Of all others the path is enough.
            if self.lexer.bytes(path) == b"cfg_attr" {
                end = self.close(path, b']', &mut Vec::new())?.start;
            }
            inside.push(Attribute { path, rest: Range { start: path.end, end } });
        }
        self.lexer = before;
        Ok(())
    }

    fn item(&mut self, first: Token) -> Result<Item, Fault> {
        let start = first.range().start;
        let mut token = first;
        let mut before_item = true;
        loop {
            let Token::Word(word) = token else {
                // A macro may be called by a path that begins with `::`.
                if matches!(token, Token::Mark(b':', _)) {
                    return self.macro_call(start);
                }
                return Err(Fault { at: token.range(), message: "expected an item" });
            };
            match self.lexer.bytes(word) {
                b"pub" | b"crate" if before_item && self.is_visibility(word)? => {}
                b"async" | b"unsafe" | b"default" | b"safe" | b"auto" if self.qualifies()? => {}
                b"const" if self.qualifies_function()? => {}
                b"extern" => {
                    if let Some(item) = self.external(start, word)? {
                        return Ok(item);
                    }
                }
                keyword => return self.keyword(start, word, keyword),
            }
            before_item = false;
            token = self.need(word)?;
        }
    }

    /// Whether the word is a visibility; takes its parentheses.
    fn is_visibility(&mut self, word: Range) -> Result<bool, Fault> {
        if self.lexer.bytes(word) != b"pub" {
            return Ok(false);
        }
        let before = self.lexer.clone();
        match self.lexer.next()? {
            Some(Token::Open(b'(', open)) => {
                self.close(open, b')', &mut Vec::new())?;
            }
            _ => self.lexer = before,
        }
        Ok(true)
    }

    fn peek_word(&self) -> Result<Option<Range>, Fault> {
        match self.lexer.clone().next()? {
            Some(Token::Word(word)) => Ok(Some(word)),
            _ => Ok(None),
        }
    }

    fn qualifies(&self) -> Result<bool, Fault> {
        Ok(self.peek_word()?.is_some())
    }

    fn qualifies_function(&self) -> Result<bool, Fault> {
        let next = self.peek_word()?.map(|word| self.lexer.bytes(word));
        Ok(matches!(next, Some(b"fn" | b"unsafe" | b"async" | b"extern" | b"trait" | b"impl")))
    }

    /// `extern crate`, `extern "C" { … }`, or the beginning of a function.
    fn external(&mut self, start: usize, word: Range) -> Result<Option<Item>, Fault> {
        let before = self.lexer.clone();
        match self.need(word)? {
            Token::Word(next) if self.lexer.bytes(next) == b"crate" => {
                let name = self.name()?;
                self.until_semicolon(start, ItemKind::ExternCrate, name).map(Some)
            }
            Token::Value(_) => match self.lexer.clone().next()? {
                Some(Token::Open(b'{', _)) => self.until_body(start, ItemKind::Foreign, None).map(Some),
                _ => Ok(None),
            },
            Token::Open(b'{', _) => {
                self.lexer = before;
                self.until_body(start, ItemKind::Foreign, None).map(Some)
            }
            _ => {
                self.lexer = before;
                Ok(None)
            }
        }
    }

    fn keyword(&mut self, start: usize, word: Range, keyword: &[u8]) -> Result<Item, Fault> {
        let is_call = matches!(self.lexer.clone().next()?, Some(Token::Mark(b'!' | b':', _)));
        match keyword {
            b"macro_rules" if is_call => self.macro_rules(start, word),
            // `use ::a;`, `impl ::A for B {}` and `impl !A for B {}` are no calls.
            _ if is_call && !matches!(keyword, b"use" | b"impl") => self.macro_call(start),
            b"fn" => self.named_body(start, ItemKind::Function),
            b"struct" => self.named_body(start, ItemKind::Struct),
            b"enum" => self.named_body(start, ItemKind::Enum),
            b"union" => self.named_body(start, ItemKind::Union),
            b"trait" => self.named_body(start, ItemKind::Trait),
            b"impl" => self.until_body(start, ItemKind::Impl, None),
            b"mod" => self.inline_or_outline(start),
            b"macro" => self.named_body(start, ItemKind::Macro),
            b"type" => self.named_semicolon(start, ItemKind::Alias),
            b"const" => self.named_semicolon(start, ItemKind::Constant),
            b"static" => self.named_semicolon(start, ItemKind::Static),
            b"use" => self.until_semicolon(start, ItemKind::Use, None),
            _ => Err(Fault { at: word, message: "expected an item" }),
        }
    }

    fn name(&mut self) -> Result<Option<Range>, Fault> {
        let before = self.lexer.clone();
        match self.lexer.next()? {
            Some(Token::Word(word)) if self.lexer.bytes(word) == b"mut" => self.name(),
            Some(Token::Word(word)) => Ok(Some(word)),
            _ => {
                self.lexer = before;
                Ok(None)
            }
        }
    }

    fn named_body(&mut self, start: usize, kind: ItemKind) -> Result<Item, Fault> {
        let name = self.name()?;
        self.until_body(start, kind, name)
    }

    fn named_semicolon(&mut self, start: usize, kind: ItemKind) -> Result<Item, Fault> {
        let name = self.name()?;
        self.until_semicolon(start, kind, name)
    }

    fn until_semicolon(&mut self, start: usize, kind: ItemKind, name: Option<Range>) -> Result<Item, Fault> {
        let at = Range { start, end: start + 1 };
        let mut inside = Vec::new();
        loop {
            match self.need(at)? {
                Token::Mark(b';', end) => return Ok(item(kind, name, start, end.start, None, end.end, inside)),
                Token::Open(byte, open) => {
                    self.close(open, closing(byte), &mut inside)?;
                }
                Token::Close(_, at) => return Err(Fault { at, message: "expected `;` before this" }),
                _ => {}
            }
        }
    }

    /// Reads up to the body, which is the first brace outside of `<…>`, or to a `;`.
    fn until_body(&mut self, start: usize, kind: ItemKind, name: Option<Range>) -> Result<Item, Fault> {
        let at = Range { start, end: start + 1 };
        let mut inside = Vec::new();
        let mut angles = 0_usize;
        let mut last = b' ';
        loop {
            let token = self.need(at)?;
            match token {
                Token::Mark(b';', end) if angles == 0 => {
                    return Ok(item(kind, name, start, end.start, None, end.end, inside));
                }
                Token::Open(b'{', open) if angles == 0 => {
                    let close = self.close(open, b'}', &mut inside)?;
                    let body = Range { start: open.end, end: close.start };
                    return Ok(item(kind, name, start, open.start, Some(body), close.end, inside));
                }
                Token::Open(byte, open) => {
                    self.close(open, closing(byte), &mut inside)?;
                }
                Token::Close(_, at) => return Err(Fault { at, message: "expected a body or `;` before this" }),
                Token::Mark(b'<', _) => angles += 1,
                // The arrow of a function type closes nothing.
                Token::Mark(b'>', _) if last != b'-' => angles = angles.saturating_sub(1),
                _ => {}
            }
            last = if let Token::Mark(byte, _) = token { byte } else { b' ' };
        }
    }

    fn inline_or_outline(&mut self, start: usize) -> Result<Item, Fault> {
        let at = Range { start, end: start + 1 };
        let name = self.name()?;
        match self.need(at)? {
            Token::Mark(b';', end) => Ok(item(ItemKind::Module, name, start, end.start, None, end.end, Vec::new())),
            Token::Open(b'{', open) => {
                if self.depth == DEEPEST {
                    return Err(Fault { at: open, message: "modules are not nested this deeply" });
                }
                self.depth += 1;
                let (module, close) = self.module(Some(open))?;
                self.depth -= 1;
                let body = Range { start: open.end, end: close.start };
                let mut item = item(ItemKind::Module, name, start, open.start, Some(body), close.end, Vec::new());
                item.module = Some(module);
                Ok(item)
            }
            other => Err(Fault { at: other.range(), message: "expected `;` or `{` behind the module's name" }),
        }
    }

    fn macro_rules(&mut self, start: usize, word: Range) -> Result<Item, Fault> {
        let _mark = self.need(word)?;
        let name = self.name()?;
        self.delimited(start, ItemKind::Macro, name)
    }

    fn macro_call(&mut self, start: usize) -> Result<Item, Fault> {
        self.delimited(start, ItemKind::MacroCall, None)
    }

    /// Reads up to and with the first group; one in parentheses or brackets ends with `;`, which the caller skips.
    fn delimited(&mut self, start: usize, kind: ItemKind, name: Option<Range>) -> Result<Item, Fault> {
        let at = Range { start, end: start + 1 };
        let mut inside = Vec::new();
        loop {
            match self.need(at)? {
                Token::Open(byte, open) => {
                    let close = self.close(open, closing(byte), &mut inside)?;
                    let body = Range { start: open.end, end: close.start };
                    return Ok(item(kind, name, start, open.start, Some(body), close.end, inside));
                }
                Token::Close(_, at) | Token::Mark(b';', at) => {
                    return Err(Fault { at, message: "expected the arguments of a macro" });
                }
                _ => {}
            }
        }
    }
}

fn item(
    kind: ItemKind,
    name: Option<Range>,
    start: usize,
    header_end: usize,
    body: Option<Range>,
    end: usize,
    inside: Vec<Attribute>,
) -> Item {
    Item {
        kind,
        name,
        attributes: Vec::new(),
        docs: Vec::new(),
        header: Range { start, end: header_end },
        body,
        whole: Range { start, end },
        inside,
        module: None,
    }
}

fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}
