//! Which keys of an attribute a mistake may have taken with it.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use watershed_grammar::{Locate, Span, args, suggest};

/// What is not known of an item.
#[derive(Clone, Debug, Default)]
pub struct Doubts {
    /// Whether it may not be there at all in this build.
    pub may_be_absent: bool,
    /// The words of the arguments that hold a mistake.
    words: BTreeSet<String>,
}

impl Doubts {
    /// Looks for the arguments that hold one of some mistakes in their file.
    pub fn of(arguments: TokenStream, mut mistakes: Vec<Span>, locate: &dyn Locate) -> Self {
        let mut doubts = Self::default();
        mistakes.sort_unstable();
        doubts.look(arguments, &mistakes, locate);
        doubts
    }

    /// Whether a mistake may be about a key: it stands there, or in an argument that nobody knows and that may be meant
    /// for it.
    pub fn about<'a>(&self, key: &str, known: &(impl Iterator<Item = &'a str> + Clone)) -> bool {
        let may_mean = |word: &str| suggest::nearest(word, known.clone()).is_none_or(|near| near == key);
        self.words.iter().any(|word| word == key || may_mean(word))
    }

    /// Whether a word stands in an argument that holds a mistake.
    pub fn holds(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    fn look(&mut self, arguments: TokenStream, mistakes: &[Span], locate: &dyn Locate) {
        let tokens: Vec<TokenTree> = arguments.into_iter().collect();
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
        for piece in tokens.split(is_comma) {
            let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
            let whole = locate.locate(first.span()).to(locate.locate(last.span()));
            let [start, end] = [whole.start, whole.end].map(|at| mistakes.partition_point(|it| it.start < at));
            let inside = &mistakes[start..end];
            match piece {
                _ if inside.is_empty() => {}
                // Of a trigger or a list of keys only what is wrong in it.
                [TokenTree::Ident(word), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                    self.words.insert(args::plain(word));
                    self.look(group.stream(), inside, locate);
                }
                [TokenTree::Ident(word)] | [TokenTree::Ident(word), TokenTree::Punct(_), _] => {
                    self.words.insert(args::plain(word));
                }
                // Where the next argument begins is not to be seen.
                _ => self.all(piece.iter().cloned().collect()),
            }
        }
    }

    fn all(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    self.words.insert(args::plain(&word));
                }
                TokenTree::Group(group) => self.all(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}
