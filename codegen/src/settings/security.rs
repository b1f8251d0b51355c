//! `encryption:` and `signing:`: what a security review asks for beyond the defaults.

use watershed_grammar::limits::SIGNING_PROFILES;
use watershed_grammar::{Diagnostic, Spanned, codes};

use super::section::Section;
use super::yaml::{Content, Node};
use super::{fault, keys};

/// Whose key encrypts what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Keys that AWS owns or manages.
    Aws,
    /// A key that this environment has of its own.
    Own,
    /// A key that exists already, by its ARN.
    Named(String),
}

/// What may be written.
const FORMS: &str = "`aws`, `customer-key` or `{ key: \"arn:aws:kms:…\" }`";

impl Encryption {
    /// Reads `encryption`.
    pub fn read(section: &mut Section<'_>) -> Option<Spanned<Self>> {
        let node = section.take("encryption")?;
        let span = node.span;
        let encryption = match node.value {
            Content::Text(word) if word == "aws" => Self::Aws,
            Content::Text(word) if word == "customer-key" => Self::Own,
            Content::Map(_) => return named(node, section),
            Content::Text(word) => {
                let message = format!("`encryption` cannot be `{}`", word.escape_debug());
                let wrong = Diagnostic::error(codes::BAD_SETTINGS, span, message);
                section.diagnostics.push(wrong.help(format!("write {FORMS}")));
                return None;
            }
            other => {
                section.wrong(span, &format!("`encryption` is {FORMS}"), &other);
                return None;
            }
        };
        Some(Spanned::new(encryption, span))
    }
}

fn named(node: Node, outer: &mut Section<'_>) -> Option<Spanned<Encryption>> {
    let mut section = Section::new("`encryption`", &[keys::ENCRYPTION], node, outer.diagnostics);
    let key = section.needed("key", fault::key);
    section.finish();
    key.map(|key| Spanned::new(Encryption::Named(key.value), key.span))
}

/// A key encrypts in its own region alone.
pub fn check_region(encryption: &Spanned<Encryption>, region: &Spanned<String>, section: &mut Section<'_>) {
    let Encryption::Named(key) = &encryption.value else { return };
    let Some(place) = key.split(':').nth(3).filter(|place| !place.is_empty() && *place != region.value) else { return };
    // What is no region has been told already.
    if fault::key(key).is_some() {
        return;
    }
    let message = format!("this key is in {place}, and everything else runs in {}", region.value);
    let wrong = Diagnostic::error(codes::BAD_SETTINGS, encryption.span, message);
    let help = "name a key in the same region, or let this environment have one of its own: `customer-key`";
    section.diagnostics.push(wrong.also(region.span, "the region").help(help));
}

/// Whose signatures functions take.
#[derive(Clone, Debug)]
pub struct Signing {
    /// ARNs of versions of signing profiles.
    pub profiles: Vec<String>,
    /// Whether code without such a signature is taken all the same, with a warning.
    pub warns: bool,
}

impl Signing {
    /// Reads the section.
    pub fn read(section: &mut Section<'_>) -> Self {
        let profiles = section.list("profiles", fault::signing_profile, &SIGNING_PROFILES, "AWS Lambda");
        let policy = section.good("policy", policy_fault);
        Self {
            profiles: profiles.into_iter().map(|it| it.value).collect(),
            warns: policy.is_some_and(|it| it.value == "warn"),
        }
    }
}

fn policy_fault(text: &str) -> Option<&'static str> {
    (!matches!(text, "enforce" | "warn")).then_some("write `enforce` or `warn`")
}
