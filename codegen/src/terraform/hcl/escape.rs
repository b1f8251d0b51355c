//! The one place where a user's text becomes HCL.

use std::fmt::Write;

use crate::visible::is_hidden;

/// Appends the text in quotes, so that Terraform reads back exactly what went in.
pub fn quoted(text: &str, out: &mut String) {
    out.push('"');
    inside(text, out);
    out.push('"');
}

/// Appends the text as it stands between quotes.
pub fn inside(text: &str, out: &mut String) {
    if is_all_plain(text) {
        return out.push_str(text);
    }
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // `${` and `%{` begin a template; the doubled sign stands for itself.
            '$' | '%' if rest.peek() == Some(&'{') => out.extend([character, character]),
            other if is_hidden(other) => hidden(other, out),
            other => out.push(other),
        }
    }
}

/// How many characters [`inside`] appends.
pub fn width_inside(text: &str) -> usize {
    if is_all_plain(text) {
        return text.len();
    }
    let mut out = String::new();
    inside(text, &mut out);
    out.chars().count()
}

/// Looks at every byte, because that is faster than to stop at the first that is not plain: most texts have none.
fn is_all_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, byte| plain & is_plain(byte))
}

/// What stands for itself wherever it stands; most texts have nothing else.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'$' | b'%')
}

fn hidden(character: char, out: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = write!(out, "\\u{:04x}", u32::from(character));
}

/// Whether a key of an object needs no quotes.
pub fn is_identifier(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        && !matches!(key, "for" | "if" | "in" | "true" | "false" | "null")
}
