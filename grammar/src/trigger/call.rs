//! `call`: a call by another function.

use crate::args::{Argument, Reader};
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::span::Span;

/// A call by another function.
#[derive(Clone, Copy, Debug)]
pub struct Call;

/// `call` takes nothing.
pub const KEYS: &[Key] = &[];

/// `call` in the list of triggers.
pub const KIND: Kind = Kind {
    name: "call",
    form: "call",
    doc: "a call by another function through `Caller<function>`, waiting or not",
    keys: KEYS,
};

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Call {
    Reader::new("`call`", KEYS, at, arguments, diagnostics).finish();
    Call
}
