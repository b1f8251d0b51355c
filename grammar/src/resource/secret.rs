//! `#[secret]`: a secret whose value is never in a file.

use super::keys;
use crate::key::Kind;

/// A Secrets Manager secret.
#[derive(Clone, Copy, Debug)]
pub struct Secret;

/// `#[secret]` in the list of resources.
pub const KIND: Kind = Kind {
    name: "secret",
    form: "#[secret] struct PaymentKey;",
    doc: "a Secrets Manager secret; a person sets its value, no file ever holds it",
    keys: keys![],
};
