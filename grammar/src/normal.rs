//! Texts in Unicode's normal form C, into which Terraform brings every text that it reads.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// The text in normal form C, where it is in another form.
pub fn other_form(text: &str) -> Option<String> {
    (!text.is_ascii() && !is_nfc(text)).then(|| text.nfc().collect())
}

/// What is wrong with a text that Terraform would change: a prefix would match other keys, a variable have other bytes
/// than in a container.
///
/// `is_literal` says whether the place is that of one literal in quotes, which may be written anew.
pub fn fault(text: &str, span: Span, is_literal: bool) -> Option<Diagnostic> {
    let normal = other_form(text)?;
    let message = format!("Terraform would change this text: {} is not in Unicode's normal form C", shown(text));
    let wrong = Diagnostic::error(codes::NORMAL_FORM, span, message);
    let help = format!("write {}, the same text in normal form C; `watershed check --fix` does", shown(&normal));
    Some(wrong.help(help).maybe_fix(span, is_literal.then(|| format!("{normal:?}"))))
}

/// A text with the numbers of the characters that are not ASCII, since both forms look the same.
fn shown(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let rest = if short.len() < text.len() { "…" } else { "" };
    format!("`{}{rest}`", short.escape_default())
}

#[cfg(test)]
mod tests {
    use super::other_form;

    #[test]
    fn what_is_composed_stays() {
        for text in ["", "plain", "größe", "日本", "\u{1f468}\u{200d}\u{1f469}"] {
            assert_eq!(other_form(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_decomposed_or_double_is_composed() {
        for (text, normal) in [("e\u{301}", "é"), ("\u{212b}", "Å"), ("\u{1100}\u{1161}", "가")] {
            assert_eq!(other_form(text).as_deref(), Some(normal));
        }
    }
}
