//! Tokens to arguments. A mistake in one argument does not hide the others.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::Lit;

use super::commas::{self, Slip};
use super::node::{Argument, Node, PathNode};
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::normal;
use crate::span::{Locate, Span, Spanned};

/// Nesting beyond this is nobody's attribute; it is refused before it can exhaust the stack.
const DEEPEST: usize = 16;

/// Reads the arguments between an attribute's parentheses.
pub fn parse(tokens: TokenStream, locate: &dyn Locate, diagnostics: &mut Diagnostics) -> Vec<Argument> {
    Parser { locate, diagnostics, depth: 0, inside: String::new() }.arguments(tokens)
}

struct Parser<'a> {
    locate: &'a dyn Locate,
    diagnostics: &'a mut Diagnostics,
    depth: usize,
    /// The name before the parentheses that are read.
    inside: String,
}

impl Parser<'_> {
    /// Whether a `reason` is for readers alone here, and may have any form.
    fn explains(&self) -> bool {
        matches!(self.inside.as_str(), "accept" | "allow")
    }

    fn arguments(&mut self, tokens: TokenStream) -> Vec<Argument> {
        self.pieces(tokens).into_iter().map(|piece| self.argument(&piece)).collect()
    }

    /// Splits at commas; an empty piece between two commas is a mistake, a trailing comma is not.
    fn pieces(&mut self, tokens: TokenStream) -> Vec<Vec<TokenTree>> {
        let mut pieces = Vec::new();
        let mut piece = Vec::new();
        for token in tokens {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ',' => {
                    if piece.is_empty() {
                        self.wrong(self.at(&token), "expected an argument before `,`");
                    } else {
                        pieces.push(std::mem::take(&mut piece));
                    }
                }
                _ => piece.push(token),
            }
        }
        if !piece.is_empty() {
            pieces.push(piece);
        }
        pieces.into_iter().flat_map(|piece| self.divided(piece)).collect()
    }

    /// Divides a piece where a comma was forgotten, which is one mistake and hides nothing.
    fn divided(&mut self, mut piece: Vec<TokenTree>) -> Vec<Vec<TokenTree>> {
        if let Some(parts) = commas::with_reason(&piece).filter(|_| self.inside == "accept") {
            self.slip(&Slip { before: &piece[0], behind: &piece[1], what: ", reason =", is_sure: true });
            return parts.into();
        }
        let is_gap = |at: &usize| commas::is_missing(&piece[at - 1], &piece[*at], piece.get(at + 1));
        let gaps: Vec<usize> = (1..piece.len()).filter(is_gap).collect();
        for at in &gaps {
            let is_sure = commas::is_sure(&piece, *at);
            self.slip(&Slip { before: &piece[at - 1], behind: &piece[*at], what: ",", is_sure });
        }
        let mut parts: Vec<Vec<TokenTree>> = gaps.into_iter().rev().map(|at| piece.split_off(at)).collect();
        parts.push(piece);
        parts.reverse();
        parts
    }

    fn slip(&mut self, slip: &Slip<'_>) {
        let end = match slip.before {
            TokenTree::Group(group) => self.locate.locate(group.span_close()).end,
            other => self.at(other).end,
        };
        let at = self.at(slip.behind);
        let wrong = Diagnostic::error(codes::SYNTAX, at, format!("`{}` is missing before this", slip.what));
        let (start, between) = (end, slip.between().to_owned());
        let gap = Span { start, end: start, ..at };
        let between = slip.is_sure.then_some(between);
        self.diagnostics.push(wrong.help(format!("write `{}`", slip.right())).maybe_fix(gap, between));
    }

    fn argument(&mut self, piece: &[TokenTree]) -> Argument {
        if let [key, TokenTree::Punct(equals), rest @ ..] = piece
            && equals.as_char() == '='
            && let Some(key) = self.key(key)
        {
            if rest.is_empty() {
                self.wrong(key.span, format!("expected a value after `{} =`", key.value));
            }
            let node = match rest {
                [TokenTree::Literal(text)] if self.explains() && key.value == "reason" => {
                    Some(Spanned::new(literal_node(text), self.at(&rest[0])))
                }
                _ => self.node(rest),
            };
            let node = node.unwrap_or(Spanned::new(Node::Unread, key.span));
            return Argument { key: Some(key), node };
        }
        if let [before @ TokenTree::Ident(_), behind @ TokenTree::Literal(_)] = piece
            && let Some(key) = self.key(before)
        {
            self.slip(&Slip { before, behind, what: "=", is_sure: true });
            let node = self.node(&piece[1..]).unwrap_or(Spanned::new(Node::Unread, key.span));
            return Argument { key: Some(key), node };
        }
        let at = piece.first().map_or(Span::default(), |first| self.at(first));
        Argument { key: None, node: self.node(piece).unwrap_or(Spanned::new(Node::Unread, at)) }
    }

    fn key(&mut self, token: &TokenTree) -> Option<Spanned<String>> {
        let span = self.at(token);
        match token {
            TokenTree::Ident(ident) => Some(Spanned::new(plain(ident), span)),
            TokenTree::Literal(literal) => match Lit::new(literal.clone()) {
                Lit::Str(text) => Some(Spanned::new(self.normal(text.value(), span), span)),
                _ => None,
            },
            _ => None,
        }
    }

    fn node(&mut self, tokens: &[TokenTree]) -> Option<Spanned<Node>> {
        match tokens {
            [TokenTree::Literal(literal)] => {
                let span = self.at(&tokens[0]);
                let node = match literal_node(literal) {
                    Node::Text(text) => Node::Text(self.normal(text, span)),
                    other => other,
                };
                Some(Spanned::new(node, span))
            }
            [TokenTree::Ident(word)] if word == "true" || word == "false" => {
                Some(Spanned::new(Node::Bool(word == "true"), self.at(&tokens[0])))
            }
            [TokenTree::Ident(name), TokenTree::Group(group)]
                if self.inside == "schedule" && (name == "rate" || name == "cron") =>
            {
                let span = self.at(&tokens[0]).to(self.locate.locate(group.span_close()));
                Some(Spanned::new(Node::Bare(format!("{name}({})", commas::joined(group.stream()))), span))
            }
            [TokenTree::Ident(name), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                let name = Spanned::new(plain(name), self.locate.locate(name.span()));
                let span = name.span;
                let outside = std::mem::replace(&mut self.inside, name.value.clone());
                let arguments = self.deeper(span, |parser| parser.arguments(group.stream()));
                self.inside = outside;
                Some(Spanned::new(Node::Call(name, arguments?), span))
            }
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                let span = self.locate.locate(group.span_open()).to(self.locate.locate(group.span_close()));
                let pieces = self.pieces(group.stream());
                let items: Vec<_> =
                    self.deeper(span, |parser| pieces.iter().map(|piece| parser.node(piece)).collect())?;
                Some(Spanned::new(Node::List(items.into_iter().collect::<Option<_>>()?), span))
            }
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                self.deeper(self.at(&tokens[0]), |parser| parser.node(&inner))?
            }
            _ => self.path(tokens),
        }
    }

    /// `a`, `a::b`, `::a::b`
    fn path(&mut self, tokens: &[TokenTree]) -> Option<Spanned<Node>> {
        let (global, mut rest) = match tokens {
            [first, second, rest @ ..] if is_colons(first, second) => (true, rest),
            _ => (false, tokens),
        };
        let mut segments = Vec::new();
        while let [TokenTree::Ident(ident), more @ ..] = rest {
            segments.push(Spanned::new(plain(ident), self.locate.locate(ident.span())));
            match more {
                [] => {
                    let path = PathNode { global, segments };
                    let span = path.span();
                    return Some(Spanned::new(Node::Path(path), span));
                }
                [first, second, more @ ..] if is_colons(first, second) => rest = more,
                _ => {
                    rest = more;
                    break;
                }
            }
        }
        let wrong = rest.first().or(tokens.last())?;
        self.wrong(self.at(wrong), "expected a word, a value, a `key = value` or a call, with commas between them");
        None
    }

    fn deeper<T>(&mut self, span: Span, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth == DEEPEST {
            self.wrong(span, "an attribute is not nested this deeply");
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        Some(value)
    }

    fn at(&self, token: &TokenTree) -> Span {
        match token {
            TokenTree::Group(group) => self.locate.locate(group.span_open()),
            _ => self.locate.locate(token.span()),
        }
    }

    /// The text as Terraform reads it; one that it would change is a mistake, and what else is wrong is wrong in both forms.
    fn normal(&mut self, text: String, span: Span) -> String {
        self.diagnostics.extend_some(normal::fault(&text, span, true));
        normal::other_form(&text).unwrap_or(text)
    }

    fn wrong(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(codes::SYNTAX, span, message));
    }
}

fn is_colons(first: &TokenTree, second: &TokenTree) -> bool {
    match (first, second) {
        (TokenTree::Punct(a), TokenTree::Punct(b)) => {
            a.as_char() == ':' && a.spacing() == Spacing::Joint && b.as_char() == ':'
        }
        _ => false,
    }
}

/// The identifier without `r#`, in the normal form that rustc gives it.
pub fn plain(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    let text = text.strip_prefix("r#").map_or(text.clone(), str::to_owned);
    normal::other_form(&text).unwrap_or(text)
}

fn literal_node(literal: &proc_macro2::Literal) -> Node {
    match Lit::new(literal.clone()) {
        // rustc takes a suffix in an attribute, and it would say nothing here.
        Lit::Str(text) if text.suffix().is_empty() => Node::Text(text.value()),
        Lit::Int(number) if number.suffix().is_empty() => {
            number.base10_parse().map_or_else(|_| Node::Other(literal.to_string()), Node::Integer)
        }
        _ => Node::Other(literal.to_string()),
    }
}
