//! Marks that a person forgot between two arguments, or between a key and its value.

use proc_macro2::{Delimiter, Ident, Punct, Spacing, TokenStream, TokenTree};

use crate::trigger::http::METHODS;

/// A mark that is missing between two tokens.
pub struct Slip<'a> {
    /// The token before it.
    pub before: &'a TokenTree,
    /// The token behind it.
    pub behind: &'a TokenTree,
    /// `,`, `=`, or `, reason =`.
    pub what: &'static str,
    /// Whether nothing else can have been meant.
    pub is_sure: bool,
}

impl Slip<'_> {
    /// What is put behind the first token.
    pub fn between(&self) -> &'static str {
        if self.what == "=" { " =" } else { self.what }
    }

    /// Both tokens with the mark between them, as they are meant.
    pub fn right(&self) -> String {
        let before = match self.before {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => "]".to_owned(),
            TokenTree::Group(_) => ")".to_owned(),
            other => other.to_string(),
        };
        format!("{before}{} {}", self.between(), self.behind)
    }
}

/// Whether a comma can only have been forgotten between two tokens, the second with the one behind it.
pub fn is_missing(before: &TokenTree, behind: &TokenTree, next: Option<&TokenTree>) -> bool {
    let is_closed = matches!(before, TokenTree::Group(it) if it.delimiter() != Delimiter::None);
    match (before, behind) {
        (TokenTree::Punct(_), _) | (_, TokenTree::Group(_) | TokenTree::Punct(_)) => false,
        (TokenTree::Ident(_), TokenTree::Literal(_)) => is_method(before),
        (TokenTree::Literal(_), TokenTree::Literal(_)) => true,
        (_, TokenTree::Literal(_)) => is_closed,
        (_, TokenTree::Ident(_)) => is_closed || next.is_some_and(begins_value),
    }
}

/// Whether the comma between a token of a piece and the one before it can be all that is missing. Two texts may be one, a
/// word behind a number may be its unit, and a text behind parentheses may be a value whose key is missing.
pub fn is_sure(piece: &[TokenTree], at: usize) -> bool {
    let is_unit = matches!(piece[..at], [.., TokenTree::Literal(_), TokenTree::Ident(_)]);
    let is_method = matches!(&piece[at - 1], TokenTree::Ident(_));
    !is_unit && (is_method || !matches!(&piece[at], TokenTree::Literal(_)))
}

/// A code with a text behind it, whose `reason =` is missing too; the whole as it is meant.
pub fn with_reason(piece: &[TokenTree]) -> Option<[Vec<TokenTree>; 2]> {
    let [code @ TokenTree::Ident(_), text @ TokenTree::Literal(_)] = piece else { return None };
    if !code.to_string().starts_with("WS") {
        return None;
    }
    let reason = Ident::new("reason", text.span());
    let equals = Punct::new('=', Spacing::Alone);
    Some([vec![code.clone()], vec![reason.into(), equals.into(), text.clone()]])
}

/// Whether a word is an HTTP method, perhaps in small letters.
fn is_method(token: &TokenTree) -> bool {
    let word = token.to_string();
    METHODS.iter().any(|method| method.eq_ignore_ascii_case(&word))
}

/// Whether what stands behind a word makes it the beginning of an argument.
fn begins_value(token: &TokenTree) -> bool {
    match token {
        TokenTree::Punct(mark) => mark.as_char() == '=',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}

/// The text of a schedule whose quotes were forgotten: tokens know nothing of the spaces between them, and what a schedule
/// has marks between has no spaces there.
pub fn joined(tokens: TokenStream) -> String {
    let is_tight = |text: &str| matches!(text, "-" | "/" | "," | "#");
    let mut joined = String::new();
    let mut was_tight = true;
    for token in tokens {
        let text = token.to_string();
        if !was_tight && !is_tight(&text) {
            joined.push(' ');
        }
        was_tight = is_tight(&text);
        joined.push_str(&text);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_schedule_has_its_spaces_again() {
        for text in ["5 minutes", "0 8 ? * MON-FRI *", "0/15 * 1,15 * ? 2026-2030", "0 8 L * ? *", "0 8 ? * 5#2 *"] {
            assert_eq!(joined(text.parse().expect("it lexes")), text);
        }
    }
}
