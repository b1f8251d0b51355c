//! `Raw<…>` among the parameters: a client of the SDK, which no handle stands for and which grants nothing.

use crate::args::Reader;
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::item::{Signature, TypeNode};
use crate::span::Span;

/// The type's name.
pub const NAME: &str = "Raw";

/// Whether the attribute says what the function may do beyond its handles.
pub fn is_allowed(reader: &Reader<'_>) -> bool {
    reader.says("allow")
}

/// Whether a parameter is written as one. Behind an alias it is not; the compiler follows those.
pub fn is_written(ty: &TypeNode) -> bool {
    matches!(ty, TypeNode::Path { path, .. } if path.segments.last().is_some_and(|last| last.value == NAME))
}

/// Refuses raw clients where nothing says what they are for.
pub fn check(signature: &Signature, is_allowed: bool, diagnostics: &mut Diagnostics) {
    let raw = signature.parameters.iter().filter(|ty| !is_allowed && is_written(ty));
    for ty in raw {
        diagnostics.push(refusal(ty.span()));
    }
}

/// What is said about one.
pub fn refusal(at: Span) -> Diagnostic {
    let wrong = Diagnostic::error(codes::RAW, at, "nothing says what this client may do, and why");
    wrong.help("write `allow(reason = \"…\", actions = [\"…\"], resources = [\"…\"])`, or take a handle")
}
