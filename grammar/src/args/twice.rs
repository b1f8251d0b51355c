//! Lists with a value in them twice, of which one was to be another.

use std::collections::BTreeMap;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::{Span, Spanned};

/// Reports, with a code, each text of a list that stands in it already.
pub fn check<'a>(code: Code, texts: impl IntoIterator<Item = &'a Spanned<String>>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for text in texts {
        if let Some(earlier) = first.get(text.value.as_str()) {
            let message = format!("`{}` is in this list twice", text.value.escape_debug());
            let wrong = Diagnostic::error(code, text.span, message).also(*earlier, "first here");
            diagnostics.push(wrong.help("remove one of them, or write the one that is missing"));
        } else {
            first.insert(&text.value, text.span);
        }
    }
}
