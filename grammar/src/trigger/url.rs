//! `url(auth = iam)`: a URL of the function's own.

use super::http::{Auth, auth, says};
use crate::args::{Argument, Reader};
use crate::diagnostic::Diagnostics;
use crate::key::{Key, Kind};
use crate::span::{Span, Spanned};

/// A function URL.
#[derive(Clone, Debug)]
pub struct Url {
    /// Who may call it; `None` takes the application's default.
    pub auth: Option<Spanned<Auth>>,
    /// Whether something is written there, which may be a mistake.
    pub says_auth: bool,
    /// Whether the response is streamed.
    pub streaming: bool,
}

/// The keys of `url(…)`.
pub const KEYS: &[Key] = &[
    Key::new("auth", "auth = none | iam", "`http.auth` of `watershed.yaml`", "who may call the URL"),
    Key::flag("streaming", "answer as a stream"),
];

/// `url` in the list of triggers.
pub const KIND: Kind =
    Kind { name: "url", form: "url(auth = iam, streaming)", doc: "a URL of the function's own", keys: KEYS };

/// Reads the arguments.
pub fn parse(at: Span, arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Option<Url> {
    let mut reader = Reader::new("`url(…)`", KEYS, at, arguments, diagnostics);
    let says_auth = says(&reader);
    let auth = auth(&mut reader, false);
    let streaming = reader.flag("streaming").is_some_and(|flag| flag.value);
    reader.finish();
    Some(Url { auth, says_auth, streaming })
}
